namespace ErpSync.Sandbox.Shopify;

/// <summary>What happens to refunded units.</summary>
public enum RestockKind
{
    /// <summary>They were shipped, came back and are available again.</summary>
    Return,

    /// <summary>They were not shipped yet and are available again.</summary>
    Cancel,

    /// <summary>Stock and what is still to be shipped stay as they are.</summary>
    NoRestock,
}
