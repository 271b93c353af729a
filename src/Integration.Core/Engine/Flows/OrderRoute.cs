namespace ErpSync.Engine;

/// <summary>From which shop to which ERP orders go, and under which numbers.</summary>
internal sealed record OrderRoute(string Shop, string Erp, string Prefix, bool IsUnique);
