namespace ErpSync.Storage;

/// <summary>What processes that share a store tell each other.</summary>
public enum LaneNews
{
    /// <summary>Signals were accepted: time to look for work.</summary>
    Work,

    /// <summary>Lanes were given back: time to take them.</summary>
    Released,
}
