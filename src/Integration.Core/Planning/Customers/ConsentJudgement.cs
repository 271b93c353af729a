using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Ownership;

namespace ErpSync.Planning.Customers;

/// <summary>Which consent counts, and what there is to remember.</summary>
/// <param name="Consent">The consent that counts.</param>
/// <param name="Ownership">Ownership state after the judgement.</param>
/// <param name="Judged">The last judged statement of each system.</param>
public sealed record ConsentJudgement(MarketingConsent Consent, OwnershipState Ownership, IReadOnlyDictionary<string, string> Judged)
{
    /// <summary>Whether there is something new to remember.</summary>
    public bool IsNews { get; init; }

    /// <summary>Notes for the timeline.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Why a person must decide, or null.</summary>
    public Fault? Fault { get; init; }
}
