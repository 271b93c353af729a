using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.BusinessCentral;

internal sealed class ErpItems(ErpDesk desk) : SourceFixture<Item>(ConformanceReports.Json<Item>())
{
    private int _changes;

    public override string Entity => EntityNames.Item;

    public override TimeSpan Lag => TimeSpan.FromMinutes(9);

    public override string MissingId => "NOT-THERE";

    public override IReadOnlyList<string> KnownCheckpoints => ["2026-11-24T09:00:00.0000000+00:00~01234567-0123-0123-0123-0123456789ab"];

    public override IReadOnlyList<string> RequiredMembers => ["value", "id", "number", "lastModifiedDateTime"];

    public override ValueTask<string> AddAsync(CancellationToken ct) => new(desk.AddItem());

    public override ValueTask<bool> AddManyAsync(int count, CancellationToken ct)
    {
        for (var i = 0; i < count; i++)
        {
            desk.AddItem(stock: 0);
        }

        return new(true);
    }

    public override ValueTask<bool> ChangeAsync(string id, CancellationToken ct)
    {
        desk.World.EditItem(id, "displayName", string.Create(CultureInfo.InvariantCulture, $"Changed {++_changes}"));
        return new(true);
    }

    public override ValueTask<string?> AddWithTextAsync(string text, CancellationToken ct) => new(desk.AddItem(text));

    protected override string? TextOf(Item record) => record.Title;
}
