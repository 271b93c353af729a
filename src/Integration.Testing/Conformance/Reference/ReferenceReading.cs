using System.Globalization;
using System.Text.Json.Nodes;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Testing.Conformance;

/// <summary>Turns rows of the reference system into records, and notes into content.</summary>
internal static class ReferenceReading
{
    public static SourceRecord<ReferenceNote> Record(JsonObject row)
    {
        if (Text(row, "id") is not { } id || Text(row, "version") is not { } version
            || !DateTimeOffset.TryParse(Text(row, "changedAt"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var changedAt))
        {
            throw new ConnectorException(new Fault(FaultKind.SchemaChanged, "reference.incomplete-row", "A row has no id, version or change time."));
        }

        if (row["note"] is not JsonObject note)
        {
            return row.ContainsKey("note")
                ? new SourceRecord<ReferenceNote>(id, version, changedAt, null, IsDeleted: true)
                : throw new ConnectorException(new Fault(FaultKind.SchemaChanged, "reference.incomplete-row", "A row says neither what it holds nor that it is gone."));
        }

        if (Text(note, "text") is not { } text)
        {
            return new SourceRecord<ReferenceNote>(id, version, changedAt, null, Fault: new Fault(FaultKind.SchemaChanged, "reference.no-text", "A note has no text."));
        }

        var amount = Amount(note);
        var total = amount is { } money ? MoneyPair.Of(money) : null;
        return new SourceRecord<ReferenceNote>(id, version, changedAt, new ReferenceNote(id, text)
        {
            Memo = Text(note, "memo"),
            State = Text(note, "state") ?? "open",
            Owner = Text(note, "owner"),
            Amount = amount,
            Parts = total is { } part ? [part] : [],
            Total = total,
        });
    }

    public static JsonObject Content(ReferenceNote note)
    {
        var content = new JsonObject { ["id"] = note.Id, ["text"] = note.Text, ["state"] = note.State };
        if (note.Memo is not null)
        {
            content["memo"] = note.Memo;
        }

        if (note.Owner is not null)
        {
            content["owner"] = note.Owner;
        }

        if (note.Amount is { } amount)
        {
            content["amount"] = amount.Amount.ToString(CultureInfo.InvariantCulture);
            content["currency"] = amount.Currency.Code;
        }

        return content;
    }

    public static string? Text(JsonObject row, string member) => row[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static Money? Amount(JsonObject note) =>
        decimal.TryParse(Text(note, "amount"), NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) && Text(note, "currency") is { } currency
            ? new Money(amount, Currency.FromCode(currency)) : null;
}
