using System.Runtime.CompilerServices;
using System.Text;
using ErpSync.Connectors;
using ErpSync.Storage;

namespace ErpSync.Testing.Stores;

/// <summary>What a check works with: a store under a fresh owner, and short words for what checks do all the time.</summary>
public sealed class StoreContext
{
    /// <summary>The flow that checks use.</summary>
    public const string Flow = "orders:shop";

    internal StoreContext(StoreHost host, ISyncStore store, IReadOnlyList<LaneGrant> lanes, CancellationToken ct)
    {
        Host = host;
        Store = store;
        Lanes = lanes;
        Cancellation = ct;
    }

    /// <summary>Host of the store.</summary>
    public StoreHost Host { get; }

    /// <summary>The store.</summary>
    public ISyncStore Store { get; private set; }

    /// <summary>All lanes under the present owner.</summary>
    public IReadOnlyList<LaneGrant> Lanes { get; private set; }

    /// <summary>Cancels the check.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>The instant at which every check begins.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    internal static DateTimeOffset At(double seconds) => Start.AddSeconds(seconds);

    internal static SubjectKey Key(string id) => new(Flow, id);

    internal static NewSignal Signal(string id, string delivery, double at = 0) => new(Key(id), "webhook:shop", delivery, At(at), At(at));

    internal static NewEffect Effect(string key, string connection = "erp", string entity = "document", string? link = null) => new()
    {
        Connection = connection,
        Entity = entity,
        Kind = WriteKind.Create,
        Key = new IdempotencyKey(key),
        Payload = Encoding.UTF8.GetBytes($"{{\"key\":\"{key}\"}}"),
        LinkName = link,
        Title = key,
    };

    internal static NewCase Report(string id, string code = "SKU-MISSING", double at = 0) => new()
    {
        Key = NewCase.KeyOf(Key(id)),
        Code = code,
        Subject = Key(id),
        Connection = "erp",
        Message = $"{code} in {id}",
        At = At(at),
    };

    internal static Link LinkTo(string id, string name, string target, string? number = null, double at = 0) =>
        new(Key(id), name, "erp", "document", new RecordRef(target, "v1", number), "{}", At(at));

    internal async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        Store = await Host.OpenAsync(Cancellation);
    }

    internal async Task TakeOverAsync() => Lanes = await Host.TakeLanesAsync(Store, Cancellation);

    internal LaneGrant GrantOf(SubjectKey subject)
    {
        var lane = LaneHash.Of(subject, Store.LaneCount);
        return Lanes.Single(grant => grant.Lane == lane);
    }

    internal async Task<long> AppendAsync(string id, string delivery, double at = 0)
    {
        var results = await Store.AppendAsync([Signal(id, delivery, at)], null, Cancellation);
        return results[0].Sequence;
    }

    internal ValueTask<IReadOnlyList<SubjectHead>> HeadsAsync(double now = 1_000, int limit = 100, string flow = Flow) =>
        Store.ReadHeadsAsync(new HeadQuery(flow, [new LaneRange(0, Store.LaneCount - 1)], At(now), limit), Cancellation);

    internal async Task<SubjectHead?> HeadAsync(string id, double now = 1_000) => (await HeadsAsync(now)).SingleOrDefault(head => head.Subject == Key(id));

    internal SubjectCommit Commit(string id, SubjectTransition transition, long through = 0, double at = 10) => new()
    {
        Subject = Key(id),
        Lane = GrantOf(Key(id)),
        Transition = transition,
        ThroughSequence = through,
        At = At(at),
        Case = transition == SubjectTransition.Park ? Report(id, at: at) : null,
    };

    internal async Task<CommitOutcome> CommitAsync(SubjectCommit commit) => (await Store.CommitAsync([commit], Cancellation))[0];

    internal Task<CommitOutcome> CompleteAsync(string id, long through, SignalOutcome outcome = SignalOutcome.Applied, double at = 10) =>
        CommitAsync(Commit(id, SubjectTransition.Complete, through, at) with { Outcome = outcome });

    internal Task<CommitOutcome> DispatchAsync(string id, long through, params NewEffect[] effects) =>
        CommitAsync(Commit(id, SubjectTransition.Dispatch, through) with { Effects = effects });

    internal ValueTask<IReadOnlyList<ClaimedEffect>> ClaimAsync(double now = 1_000, int limit = 100, string connection = "erp", string entity = "document") =>
        Store.ClaimEffectsAsync(new EffectQuery(connection, entity, Lanes, At(now), limit), Cancellation);

    internal Task<CommitOutcome> ReportAsync(ClaimedEffect effect, EffectState state, double at = 20, params Link[] links) => CommitAsync(new SubjectCommit
    {
        Subject = effect.Subject,
        Lane = effect.Lane,
        EffectUpdates = [new EffectUpdate(effect.Id, state)],
        Links = links,
        At = At(at),
    });

    internal async Task<SubjectSummary?> SummaryAsync(string id) =>
        (await Store.SearchAsync(new SubjectQuery(id, Flow), Cancellation)).SingleOrDefault(summary => summary.Subject == Key(id));

    internal async Task StateAsync(string id, SubjectState expected) => Same((await SummaryAsync(id))?.State, expected, $"state of {id}");

    internal async Task<StoreCounts> CountAsync()
    {
        var counts = await Store.CountAsync(Cancellation);
        Same(counts.Accepted, counts.Applied + counts.Unchanged + counts.Superseded + counts.Waiting + counts.Cased, "accepted signals");
        return counts;
    }

    internal async Task CountsAsync(long applied = 0, long unchanged = 0, long superseded = 0, long waiting = 0, long cased = 0, long cases = 0, long effects = 0)
    {
        var counts = await CountAsync();
        Same(
            (counts.Applied, counts.Unchanged, counts.Superseded, counts.Waiting, counts.Cased, counts.OpenCases, counts.PendingEffects),
            (applied, unchanged, superseded, waiting, cased, cases, effects),
            "counts (applied, unchanged, superseded, waiting, cased, open cases, pending effects)");
    }

    internal static void Same<T>(T found, T expected, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(found, expected))
        {
            throw new StoreCheckException($"{what}: expected {expected}, found {found}.");
        }
    }

    internal static void SameItems<T>(IEnumerable<T> found, IEnumerable<T> expected, string what)
    {
        var (has, wants) = (found.ToList(), expected.ToList());
        if (!has.SequenceEqual(wants))
        {
            throw new StoreCheckException($"{what}: expected [{string.Join(", ", wants)}], found [{string.Join(", ", has)}].");
        }
    }

    internal static void True(bool holds, string rule)
    {
        if (!holds)
        {
            throw new StoreCheckException($"It does not hold that {rule}.");
        }
    }

    internal static async Task ThrowsAsync<TException>(Func<Task> act, [CallerArgumentExpression(nameof(act))] string what = "")
        where TException : Exception
    {
        try
        {
            await act();
        }
        catch (TException)
        {
            return;
        }

        throw new StoreCheckException($"{what} must throw {typeof(TException).Name} and did not.");
    }
}
