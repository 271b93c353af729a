namespace ErpSync.Sandbox.Shopify;

/// <summary>How a discount came to be.</summary>
public enum NewDiscountKind
{
    /// <summary>The customer entered a code.</summary>
    Code,

    /// <summary>The shop applied it by itself.</summary>
    Automatic,

    /// <summary>Staff gave it.</summary>
    Manual,
}
