namespace ErpSync.Storage;

/// <summary>State of an effect.</summary>
public enum EffectState
{
    /// <summary>To be sent when due and when everything before it in its subject is done.</summary>
    Ready = 0,

    /// <summary>Handed to a connector; the outcome is not known yet.</summary>
    Sending = 1,

    /// <summary>Written.</summary>
    Applied = 2,

    /// <summary>The target already was so.</summary>
    Unchanged = 3,

    /// <summary>Surely not written, given up.</summary>
    Failed = 4,

    /// <summary>Not wanted any more; surely not written.</summary>
    Dropped = 5,
}
