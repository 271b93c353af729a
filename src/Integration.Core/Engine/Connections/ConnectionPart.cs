namespace ErpSync.Engine;

/// <summary>Names the parts of a connection that a permission may be missing for.</summary>
internal static class ConnectionPart
{
    public const string Subscriptions = "webhook subscriptions";

    public static string Reading(string entity) => $"reading {entity}";

    public static string Listing(string entity) => $"listing {entity}";

    public static string Writing(string entity) => $"writing {entity}";
}
