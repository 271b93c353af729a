using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>Stock from the system that owns the number to the shop. Many changes of a SKU are one write.</summary>
internal sealed class StockFlow(
    StockPublication publication, IRecordReader reader, StockSpelling spelling, StockLedger? ledger, StockDesk? desk, DemandRecorder? demand, TimeProvider time) : SyncFlow<StockReading>
{
    private readonly StockPlanner _planner = new(publication.Owner, publication.Shop);

    public override string Name => publication.Flow;

    public override string SourceConnection => publication.Owner;

    public override string SourceEntity => EntityNames.StockLevel;

    public override bool IsRefreshed => true;

    public override int MaxBatchSize => 250;

    public override string SubjectOf(string id) => spelling.Of(id);

    protected override async ValueTask<IReadOnlyList<Reading<StockReading>>> ReadAsync(IReadOnlyList<SubjectHead> heads, CancellationToken ct)
    {
        var readings = await ReadStockAsync(heads, ct).ConfigureAwait(false);
        readings = demand is null || ledger is null ? readings : await demand.RecallAsync(heads, readings, ct).ConfigureAwait(false);
        return desk is null ? readings : await desk.RecallAsync(heads, readings, ct).ConfigureAwait(false);
    }

    protected override SubjectPlan Plan(SubjectHead head, StockReading reading, DateTimeOffset now)
    {
        if (SubjectOf(head.Subject.Id) is var sku && sku != head.Subject.Id)
        {
            // Accepted before all spellings were one subject.
            return new SubjectPlan { Title = sku, FollowUps = [new FollowUp(publication.Flow, sku, $"spelling:{head.Subject.Id}:{head.ThroughSequence}")] };
        }

        var plan = desk is null ? _planner.Plan(head.Subject.Id, head.ThroughSequence, reading, now) : desk.Plan(head, reading, _planner, now);
        plan = ledger is null ? plan : WithKits(plan, head);
        return demand is null ? plan : DemandRecorder.Remember(plan, head.Subject, publication.Shop, reading, now);
    }

    /// <summary>What a SKU makes possible besides: the kits it is part of are told again.</summary>
    private SubjectPlan WithKits(SubjectPlan plan, SubjectHead head)
    {
        List<FollowUp> kits = [.. ledger!.Kits.KitsOf(head.Subject.Id).Select(kit => new FollowUp(publication.Flow, kit, $"component:{head.Subject.Id}:{head.ThroughSequence}"))];
        return kits.Count == 0 ? plan : plan with { FollowUps = [.. plan.FollowUps, .. kits] };
    }

    private async ValueTask<IReadOnlyList<Reading<StockReading>>> ReadStockAsync(IReadOnlyList<SubjectHead> heads, CancellationToken ct)
    {
        var (owner, shop) = (publication.Owner, publication.Shop);
        var skus = heads.Select(head => head.Subject.Id).ToList();
        var kits = KitsAmong(skus);
        List<string> kept = [.. skus.Where(sku => !kits.ContainsKey(sku)).Concat(kits.Values.SelectMany(static kit => kit.Components.Keys)).Distinct(StringComparer.Ordinal)];
        var mark = ledger is null ? StockMark.None : await ledger.MarkAsync(owner, [.. kept, .. kits.Keys], ct).ConfigureAwait(false);
        var owned = await reader.FindAsync<StockLevel>(owner, EntityNames.StockLevel, kept, ct).ConfigureAwait(false);
        var known = skus.Where(sku => kits.ContainsKey(sku) || (owned.TryGetValue(sku, out var record) && record.Value is not null)).ToList();
        var shown = await reader.FindAsync<StockLevel>(shop, EntityNames.StockLevel, known, ct).ConfigureAwait(false);
        var told = ledger is null
            ? null
            : await ledger.PublishableAsync(owner, shop, Levels(heads, owned), mark, ct).ConfigureAwait(false);
        var readings = new List<Reading<StockReading>>(skus.Count);
        foreach (var sku in skus)
        {
            var own = kits.TryGetValue(sku, out var kit)
                ? await ReadKitAsync(kit, owned, mark, ct).ConfigureAwait(false)
                : owned.ToReading(sku, level => Read(level, level is null ? null : told?.GetValueOrDefault(spelling.Of(sku))));
            readings.Add(own.Value?.Owner is null ? own : shown.ToReading(sku, level => own.Value with { Shop = level }));
        }

        return readings;
    }

    private Dictionary<string, KitRecipe> KitsAmong(IEnumerable<string> skus) => ledger is null
        ? []
        : skus.Distinct(StringComparer.Ordinal).Select(sku => ledger.Kits.RecipeOf(sku, time.GetUtcNow())).OfType<KitRecipe>().ToDictionary(static kit => kit.Sku, StringComparer.Ordinal);

    private async ValueTask<Reading<StockReading>> ReadKitAsync(KitRecipe kit, IReadOnlyDictionary<string, SourceRecord<StockLevel>> owned, StockMark mark, CancellationToken ct)
    {
        var levels = new List<StockLevel>(kit.Components.Count);
        foreach (var component in kit.Components.Keys)
        {
            var (reading, fault) = owned.ToReading(component, static level => new StockReading(level, null));
            if (fault is not null || reading?.Owner is null)
            {
                return new Reading<StockReading>(null, fault ?? Unknown(kit, component));
            }

            levels.Add(reading.Owner with { Sku = component });
        }

        return new Reading<StockReading>(Read(null, await ledger!.PublishableAsync(publication.Shop, kit, levels, mark, ct).ConfigureAwait(false)));
    }

    private Fault Unknown(KitRecipe kit, string component) =>
        new(FaultKind.Invalid, "stock.unknown-component", $"Kit {kit.Sku} contains {component}, which '{publication.Owner}' does not keep.")
        {
            Field = "kit.components",
            Hint = "Correct Inventory.Kit, or create the article in the owning system, then retry the case.",
        };

    private List<LevelReading> Levels(IReadOnlyList<SubjectHead> heads, IReadOnlyDictionary<string, SourceRecord<StockLevel>> owned) =>
    [
        .. heads.Select(head => owned.GetValueOrDefault(head.Subject.Id)?.Value is { } level ? new LevelReading(level with { Sku = spelling.Of(head.Subject.Id) }, head.Grant) : null)
            .OfType<LevelReading>().DistinctBy(static reading => reading.Level.Sku),
    ];

    private static StockReading Read(StockLevel? level, ToldStock? told) => new(told?.Level ?? level, null) { Available = told?.Available };
}
