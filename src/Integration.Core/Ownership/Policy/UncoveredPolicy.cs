namespace ErpSync.Ownership;

/// <summary>What fields and states without a rule mean.</summary>
public enum UncoveredPolicy
{
    /// <summary>The policy is refused. The default.</summary>
    Error,

    /// <summary>The policy loads with warnings and writes into the gap are rejected.</summary>
    Reject,
}
