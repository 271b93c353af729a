using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Query;

/// <summary>A compiled <c>$filter</c>.</summary>
/// <param name="Matches">Whether a record passes.</param>
/// <param name="Equalities">Values that properties must equal for a record to pass; an index may be used for one of them.</param>
internal sealed record ErpFilter(Func<ErpRow, bool> Matches, IReadOnlyDictionary<string, object> Equalities)
{
    public static ErpFilter All { get; } = new(_ => true, new Dictionary<string, object>());
}
