using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Query;

/// <summary>One page of a list.</summary>
/// <param name="Rows">Records of this page.</param>
/// <param name="Count">Records in all, when asked for.</param>
/// <param name="Next">Token of the next page, or nothing.</param>
/// <param name="RemainingTop">What is left of <c>$top</c> for the next page.</param>
internal sealed record ErpPage(IReadOnlyList<ErpRow> Rows, int? Count, Guid? Next, long? RemainingTop);
