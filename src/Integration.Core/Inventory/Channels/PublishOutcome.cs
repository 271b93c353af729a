namespace ErpSync.Inventory;

/// <summary>What became of a publish.</summary>
public enum PublishOutcome
{
    /// <summary>Written.</summary>
    Published,

    /// <summary>The channel shows it already.</summary>
    Suppressed,

    /// <summary>The channel shows something nobody can explain; nothing was written.</summary>
    DriftStopped,

    /// <summary>A newer version was written already.</summary>
    StaleVersion,

    /// <summary>This version was written already.</summary>
    Duplicate,
}
