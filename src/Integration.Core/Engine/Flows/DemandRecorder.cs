using System.Text.Json;
using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>Has orders and stock remembered for the demand dataset, in the same commit as their plans.</summary>
internal sealed class DemandRecorder(ISyncStore store, StockSpelling spelling, TimeProvider time)
{
    /// <summary>Adds what an order says about demand to its plan.</summary>
    public SubjectPlan Remember(SubjectPlan plan, string shop, OrderReading reading, DateTimeOffset now)
    {
        if (reading.Order is not { } read)
        {
            return plan;
        }

        var order = read with { Lines = [.. read.Lines.Select(line => line.Sku is { } sku ? line with { Sku = spelling.Of(sku) } : line)] };
        var before = Read(reading.Written.FirstOrDefault(static record => record.Name == DemandMemo.OrderName)?.Memo);
        return OrderDemand.Remember(before, shop, order, reading.Refusals, now) is { } memo
            ? With(plan, memo, DemandMemo.OrderName, DemandMemo.OrderId(order.CreatedAt == default ? now : order.CreatedAt, shop, order.Id))
            : plan;
    }

    /// <summary>Adds what the shop can sell of a SKU to its plan.</summary>
    public static SubjectPlan Remember(SubjectPlan plan, SubjectKey subject, string shop, StockReading reading, DateTimeOffset now) =>
        reading is { Available: { } available, Shop: not null } && StockDemand.Remember(Read(reading.DemandToday), shop, subject.Id, available, now) is { } memo
            ? With(plan, memo, DemandMemo.DayName(now), DemandMemo.DayId(now, subject.Flow, subject.Id))
            : plan;

    /// <summary>Adds what was remembered of today to readings.</summary>
    public async ValueTask<IReadOnlyList<Reading<StockReading>>> RecallAsync(
        IReadOnlyList<SubjectHead> heads, IReadOnlyList<Reading<StockReading>> readings, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var ids = heads.Select(head => DemandMemo.DayId(now, head.Subject.Flow, head.Subject.Id)).ToList();
        var memos = (await store.FindLinksByTargetAsync(PlanCommitter.MemoKeeper, PlanCommitter.MemoKeeper, ids, ct).ConfigureAwait(false))
            .GroupBy(static link => link.Ref.Id, StringComparer.Ordinal).ToDictionary(static link => link.Key, static link => link.First().Memo, StringComparer.Ordinal);
        return [.. readings.Select((reading, index) => reading.Value is null
            ? reading
            : new Reading<StockReading>(reading.Value with { DemandToday = memos.GetValueOrDefault(ids[index]) }, reading.Fault))];
    }

    public static DemandMemo? Read(string? json) => json is null ? null : JsonSerializer.Deserialize(json, PlanningJson.Default.DemandMemo);

    private static SubjectPlan With(SubjectPlan plan, DemandMemo memo, string name, string id) =>
        plan with { Memos = [.. plan.Memos, new PlanMemo(name, JsonSerializer.Serialize(memo, PlanningJson.Default.DemandMemo)) { Id = id }] };
}
