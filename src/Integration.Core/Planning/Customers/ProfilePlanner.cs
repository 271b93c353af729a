using System.Globalization;
using System.Text.Json;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Ownership;

namespace ErpSync.Planning.Customers;

/// <summary>
/// Plans what becomes of a profile that a CRM or CDP keeps: the consent that counts is remembered and, with the relationship, written into the shop where the
/// shop takes it. Pure.
/// </summary>
/// <param name="shop">Connection id of the shop.</param>
/// <param name="crm">Connection id of the CRM or CDP.</param>
/// <param name="shopTakesProfiles">Whether the shop's connection writes profiles.</param>
/// <param name="consents">Says which consent counts.</param>
public sealed class ProfilePlanner(string shop, string crm, bool shopTakesProfiles, ConsentAuthority consents)
{
    /// <summary>Plans one customer.</summary>
    /// <param name="customerId">Id in the shop.</param>
    /// <param name="sequence">Sequence of the signal that is worked.</param>
    /// <param name="reading">What is known.</param>
    /// <param name="now">Instant of the planning.</param>
    public SubjectPlan Plan(string customerId, long sequence, ProfileReading reading, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var judged = consents.Judge(customerId, reading.Consent, now);
        return new SubjectPlan
        {
            Title = customerId,
            Effects = shopTakesProfiles && reading.Customer is not null ? Effects(customerId, reading, judged) : [],
            Notes = judged.Notes,
            Fault = judged.Fault,
            Memos = judged.IsNews ? Memos(judged) : [],

            // Both sides may have to hear of it: who opted out in the shop is named to the other system, who opted in is identified.
            FollowUps = judged.IsNews ? [new FollowUp(FlowNames.Identities(shop), customerId, FormattableString.Invariant($"profile:{customerId}:{sequence}"))] : [],
        };
    }

    private static IReadOnlyList<PlanMemo> Memos(ConsentJudgement judged) =>
    [
        new PlanMemo(ConsentAuthority.JudgedName, JsonSerializer.Serialize(
            new Dictionary<string, string>(judged.Judged, StringComparer.Ordinal), PlanningJson.Default.DictionaryStringString)),
        new PlanMemo(StockAuthority.MemoName, OwnershipStateJson.Write(judged.Ownership)),
    ];

    private IReadOnlyList<PlannedEffect> Effects(string customerId, ProfileReading reading, ConsentJudgement judged)
    {
        var before = reading.Written?.Memo is { } memo ? JsonSerializer.Deserialize(memo, PlanningJson.Default.ToldContent) : null;
        var relationship = reading.Consent.Profile?.Relationship ?? new Dictionary<string, string>(StringComparer.Ordinal);
        var shown = reading.Customer!.Consent;
        var wanted = judged.Consent.State == ConsentState.Unknown ? null : judged.Consent;
        var hash = Fingerprint.Of(
            [wanted?.State.ToString(), .. relationship.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key}={pair.Value}")]);
        var basis = FormattableString.Invariant($"{shown?.State}@{shown?.StatedAt:O}");
        var isShown = shown is null || wanted is null ? before?.Hash == hash : shown.State == wanted.State;
        var nothingToSay = before is null && relationship.Count == 0;
        if ((nothingToSay && wanted is null) || (isShown && (before?.Hash == hash || nothingToSay)) || (before?.Hash == hash && before.Basis == basis))
        {
            return [];
        }

        var content = new ToldContent((before?.Revision ?? -1) + 1, hash) { Basis = basis };
        return
        [
            new PlannedEffect(shop, EntityNames.CustomerProfile, WriteKind.Update,
                new IdempotencyKey(string.Create(CultureInfo.InvariantCulture, $"{crm}:profile:{customerId}:{content.Revision}/{hash}")),
                new CustomerProfile { CustomerId = customerId, Consent = wanted, Relationship = relationship })
            {
                Target = new RecordRef(customerId),
                LinkName = LinkNames.Profile,
                LinkMemo = JsonSerializer.Serialize(content, PlanningJson.Default.ToldContent),
                Title = $"Write the profile into the shop, consent {wanted?.State ?? ConsentState.Unknown}",
            },
        ];
    }
}
