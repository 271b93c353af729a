namespace ErpSync.Finance.Policies;

/// <summary>What happens when a refund's payment differs from its parts.</summary>
public enum RefundBalance
{
    /// <summary>A person decides. Default.</summary>
    Hold,

    /// <summary>The parts stand; the difference is stated beside them.</summary>
    None,

    /// <summary>The difference becomes a line of its own: an allowance, or a fee when less was paid.</summary>
    Adjust,
}
