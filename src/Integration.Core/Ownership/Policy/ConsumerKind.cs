namespace ErpSync.Ownership;

/// <summary>How a system receives a field.</summary>
public enum ConsumerKind
{
    /// <summary>It is kept at the value that counts.</summary>
    Mirror,

    /// <summary>It receives the difference of every change; only decimals.</summary>
    Delta,

    /// <summary>It is told to compute its own value anew.</summary>
    Derived,
}
