namespace ErpSync.Adapters.Shopify.Orders;

/// <summary>What a change feed says about a record.</summary>
/// <param name="Id">GID.</param>
/// <param name="UpdatedAt">Change time.</param>
internal readonly record struct Header(string Id, DateTimeOffset UpdatedAt)
{
    /// <summary>The change time is all Shopify gives; it is the version as well.</summary>
    public string Version => VersionOf(UpdatedAt);

    public static string VersionOf(DateTimeOffset updatedAt) =>
        updatedAt.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", System.Globalization.CultureInfo.InvariantCulture);
}
