namespace ErpSync.Sandbox.BusinessCentral.Schema;

/// <summary>
/// The entity sets that the sandbox serves: a subset of API v2.0 with the names, types, lengths and editability of the real pages,
/// and one page of a companion extension.
/// </summary>
internal static class ErpSchema
{
    public const string Namespace = "Microsoft.NAV";

    public static IReadOnlyList<ErpEntity> All { get; } =
    [
        .. PlatformSchema.Entities, .. MasterSchema.Entities, .. FinanceSchema.Entities, .. SalesSchema.Entities,
    ];

    private static readonly Dictionary<string, ErpEntity> BySet = All.ToDictionary(entity => entity.Set);

    public static ErpEntity Get(string set) => BySet[set];

    public static ErpEntity? Find(string set) => BySet.GetValueOrDefault(set);

    /// <summary>Sets at the root of the API; every other set belongs to a company.</summary>
    public static bool IsRoot(string set) => set is "companies" or "subscriptions";
}
