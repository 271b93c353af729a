using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Ownership;

namespace ErpSync.Planning.Customers;

/// <summary>
/// Says which consent of a customer counts. With an ownership policy for <see cref="OwnedFields.Consent"/> its rule decides; without one an objection in any
/// system counts, then an agreement in any. Pure.
/// </summary>
/// <param name="engine">The rules; null without a policy.</param>
/// <param name="shop">Connection id of the shop.</param>
/// <param name="crm">Connection id of the CRM or CDP.</param>
public sealed class ConsentAuthority(AuthorityEngine? engine, string shop, string crm)
{
    /// <summary>Name of the link that keeps the last judged statements.</summary>
    public const string JudgedName = "memo/consent";

    /// <summary>The field of a customer.</summary>
    /// <param name="customerId">Id in the shop.</param>
    public static FieldKey FieldOf(string customerId) => new(EntityNames.Customer, customerId, OwnedFields.Consent);

    /// <summary>Judges what was read.</summary>
    /// <param name="customerId">Id in the shop.</param>
    /// <param name="reading">What is known.</param>
    /// <param name="now">Instant of the reading.</param>
    public ConsentJudgement Judge(string customerId, ConsentReading reading, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var said = new[] { (System: shop, Consent: reading.Shop), (System: crm, Consent: reading.Profile?.Consent) }
            .Where(static one => one.Consent is not null).Select(static one => (one.System, Consent: one.Consent!)).ToArray();
        return engine is null
            ? new ConsentJudgement(Strictest([.. said.Select(static one => one.Consent)]), reading.Ownership, reading.Judged)
            : ByRule(engine, FieldOf(customerId), reading, said, now);
    }

    private static MarketingConsent Strictest(IReadOnlyList<MarketingConsent> said) =>
        said.FirstOrDefault(static one => one.State == ConsentState.OptOut)
        ?? said.FirstOrDefault(static one => one.State == ConsentState.OptIn)
        ?? new MarketingConsent(ConsentState.Unknown);

    private static ConsentJudgement ByRule(
        AuthorityEngine engine, FieldKey field, ConsentReading reading, IReadOnlyList<(string System, MarketingConsent Consent)> said, DateTimeOffset now)
    {
        var journal = new FieldJournal(engine, reading.Ownership, now);
        foreach (var command in reading.Commands)
        {
            journal.Obey(command);
        }

        // A system repeats what it says with every reading. Only a statement that is new is one, or a mirror that lags behind would be taken for a change of mind.
        var judged = new Dictionary<string, string>(reading.Judged, StringComparer.Ordinal);
        var news = said.Where(one => reading.Judged.GetValueOrDefault(one.System) != TextOf(one.Consent))
            .OrderBy(static one => one.Consent.StatedAt ?? DateTimeOffset.MinValue).ToArray();
        foreach (var (system, consent) in news)
        {
            journal.Say(field, system, FieldValue.Of(consent.State.ToString()), consent.StatedAt is { } at ? new Evidence(system, at) : null);
            judged[system] = TextOf(consent);
        }

        var counts = Enum.TryParse<ConsentState>(journal.State.Find(field)?.EffectiveValue.Text, out var state) ? state : ConsentState.Unknown;
        var since = said.Where(one => one.Consent.State == counts).Select(static one => one.Consent.StatedAt).Max();
        return new ConsentJudgement(new MarketingConsent(counts, since), journal.State, judged)
        {
            IsNews = news.Length > 0 || !ReferenceEquals(journal.State, reading.Ownership),
            Notes = journal.Notes,
            Fault = journal.State.Proposals.Where(static one => one.Status == ProposalStatus.Open).ToArray() is { Length: > 0 } open ? Undecided(open) : null,
        };
    }

    private static string TextOf(MarketingConsent consent) => string.Create(CultureInfo.InvariantCulture, $"{consent.State}@{consent.StatedAt:O}");

    private static Fault Undecided(Proposal[] open) =>
        new(FaultKind.Rejected, "ownership.proposal-open", string.Join("; ", open.Select(static one => $"Proposal {one.Id}: {one.Writer} says {one.Value}")) + ".")
        {
            Field = OwnedFields.Consent,
            Hint = "Accept or decline the proposal by OrderAsync. Until then the stricter consent counts.",
        };
}
