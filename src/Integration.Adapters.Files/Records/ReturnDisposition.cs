namespace ErpSync.Adapters.Files;

/// <summary>What is done with returned goods.</summary>
public enum ReturnDisposition
{
    /// <summary>Back on the shelf.</summary>
    Restock,

    /// <summary>To be inspected.</summary>
    Quality,

    /// <summary>Damaged, kept apart.</summary>
    Damaged,

    /// <summary>Held back, for example in a recall.</summary>
    Quarantine,

    /// <summary>Thrown away.</summary>
    Scrap,
}
