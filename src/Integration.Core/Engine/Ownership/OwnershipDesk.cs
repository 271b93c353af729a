using System.Globalization;
using ErpSync.Ownership;
using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>Answers operators about ownership and takes their orders.</summary>
internal sealed class OwnershipDesk(AuthorityMap map, ISyncStore store, WakeBoard wakes, TimeProvider time) : IDisposable
{
    private static readonly Dictionary<string, string> NoScope = new(StringComparer.Ordinal);

    private readonly AuthorityEngine _engine = new(map);
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    public async ValueTask<FieldExplanation> ExplainAsync(SubjectKey subject, FieldKey field, IReadOnlyDictionary<string, string>? scope, CancellationToken ct)
    {
        var state = await StateAsync(subject, ct).ConfigureAwait(false);
        var record = state.Records.GetValueOrDefault(field.Record);
        var timeline = await store.ReadTimelineAsync(subject, 200, ct).ConfigureAwait(false);
        return new FieldExplanation(
            field,
            map.Explain(field.Entity, field.Field, record?.Scope ?? scope ?? NoScope, record?.State),
            state.Find(field),
            [.. state.Proposals.Where(one => one.Field == field && one.Status == ProposalStatus.Open)],
            [.. timeline.Where(static entry => entry.Text.StartsWith("Ownership:", StringComparison.Ordinal))]);
    }

    public async ValueTask<OwnershipOutcome> OrderAsync(SubjectKey subject, OwnershipStep order, CancellationToken ct)
    {
        if (order is not (OwnershipStep.StartOverride or OwnershipStep.ReleaseOverride or OwnershipStep.Answer or OwnershipStep.Clear))
        {
            throw new ArgumentException($"{order.GetType().Name} is nothing a person orders. Overrides, answers and the end of an escalation are.", nameof(order));
        }

        var now = time.GetUtcNow();
        await _oneAtATime.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            var outcome = _engine.Apply(await StateAsync(subject, ct).ConfigureAwait(false), order with { At = now });
            if (outcome.Decision is OwnershipDecision.Reject or OwnershipDecision.NoOp)
            {
                return outcome;
            }

            var id = string.Create(CultureInfo.InvariantCulture, $"{order.GetType().Name}:{now:O}");
            var signal = new NewSignal(subject, "ownership", id, now, now);
            await CommandBox.AddAsync(store, new OwnershipCommand(id, subject.ToString(), order with { At = now }), signal, ct).ConfigureAwait(false);
            wakes.Flow(subject.Flow).Pulse();
            return outcome;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async ValueTask<OwnershipState> StateAsync(SubjectKey subject, CancellationToken ct)
    {
        var memo = (await store.ReadLinksAsync([subject], ct).ConfigureAwait(false)).FirstOrDefault(static link => link.Name == StockAuthority.MemoName)?.Memo;
        return memo is null ? new OwnershipState() : OwnershipStateJson.Read(memo);
    }
}
