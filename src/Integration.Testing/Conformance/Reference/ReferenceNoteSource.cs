using System.Globalization;
using System.Text.Json.Nodes;
using ErpSync.Model;

namespace ErpSync.Testing.Conformance;

internal sealed class ReferenceNoteSource(ReferenceServer server) : SourceFixture<ReferenceNote>(ReferenceJson.Default.ReferenceNote)
{
    private int _count;

    public override string Entity => ReferenceConnector.Notes;

    public override TimeSpan Resolution => TimeSpan.FromMilliseconds(1);

    public override TimeSpan Lag => ReferencePosition.Overlap - TimeSpan.FromSeconds(1);

    public override string MissingId => "n999999";

    public override IReadOnlyList<string> KnownCheckpoints => ["notes|2026-11-24T09:00:00.0000000+00:00|n1"];

    public override IReadOnlyList<string> RequiredMembers => ["version", "changedAt", "text", "notes", "count"];

    public override IReadOnlyList<string> WordMembers => ["state"];

    public override ValueTask<string> AddAsync(CancellationToken ct) => ValueTask.FromResult(Add($"Note for {ConformanceCanary.Email}"));

    public override ValueTask<bool> AddManyAsync(int count, CancellationToken ct)
    {
        var text = new string('t', 500);
        for (var i = 0; i < count; i++)
        {
            Add(text);
        }

        return ValueTask.FromResult(true);
    }

    public override ValueTask<bool> ChangeAsync(string id, CancellationToken ct) => ValueTask.FromResult(server.Look(notes =>
    {
        var content = notes.Find(id)!.Content!.DeepClone().AsObject();
        content["text"] = $"{content["text"]}!";
        notes.Put(id, content);
        return true;
    }));

    public override ValueTask<bool> DeleteAsync(string id, CancellationToken ct) => ValueTask.FromResult(server.Look(notes =>
    {
        notes.Put(id, null);
        return true;
    }));

    public override string? Hollow(string body)
    {
        var answer = JsonNode.Parse(body)!.AsObject();
        answer["notes"] = new JsonArray();
        return answer.ToJsonString();
    }

    public override ValueTask<string?> AddWithTextAsync(string text, CancellationToken ct) => ValueTask.FromResult<string?>(Add(text));

    public override ValueTask<string?> AddWithAmountAsync(Money amount, CancellationToken ct) => ValueTask.FromResult<string?>(Add("Paid", amount));

    public override ValueTask<string?> AddWithOptionalAsync(string? text, CancellationToken ct) => ValueTask.FromResult<string?>(Add("Memo", memo: text));

    protected override string? TextOf(ReferenceNote record) => record.Text;

    protected override string? OptionalOf(ReferenceNote record) => record.Memo;

    protected override Money? AmountOf(ReferenceNote record) => record.Amount;

    protected override IReadOnlyList<MoneyPair> PairsOf(ReferenceNote record) => record.Parts;

    protected override (Money Parts, Money Total)? SumOf(ReferenceNote record) =>
        record.Total is { } total ? (record.Parts.Aggregate(Money.Zero(total.Shop.Currency), (sum, part) => sum + part.Shop), total.Shop) : null;

    private string Add(string text, Money? amount = null, string? memo = null)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"n{++_count}");
        var note = new ReferenceNote(id, text) { Amount = amount ?? new Money(12.34m, Currency.FromCode("EUR")), Memo = memo };
        return server.Look(notes =>
        {
            notes.Put(id, ReferenceReading.Content(note));
            return id;
        });
    }
}
