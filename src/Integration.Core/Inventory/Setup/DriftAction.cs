namespace ErpSync.Inventory;

/// <summary>Answer to a number in a channel that is not the published one.</summary>
public enum DriftAction
{
    /// <summary>Our number is written again.</summary>
    Revert,

    /// <summary>Nothing is written; a person decides.</summary>
    Quarantine,

    /// <summary>Nothing is written.</summary>
    Ignore,

    /// <summary>It would be reverted, but was so too often: nothing is written and a person is told. Never a policy.</summary>
    Escalate,

    /// <summary>The channel is only late. Never a policy.</summary>
    None,
}
