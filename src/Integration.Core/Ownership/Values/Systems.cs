namespace ErpSync.Ownership;

/// <summary>Names that are known without being registered.</summary>
public static class Systems
{
    /// <summary>ErpSync itself: the owner of derived values.</summary>
    public const string Library = "library";

    /// <summary>The person who answers quarantined writes.</summary>
    public const string Steward = "steward";

    /// <summary>Actor of a write that a system reports as made by our own connection.</summary>
    public const string Integration = "integration";
}
