namespace ErpSync.Connectors;

/// <summary>How a target recognises a repeated write.</summary>
public enum IdempotencyMode
{
    /// <summary>It does not; the connector reads before it sends.</summary>
    None,

    /// <summary>By a business key that the connector searches first.</summary>
    NaturalKey,

    /// <summary>By a key the target itself remembers.</summary>
    Native,
}
