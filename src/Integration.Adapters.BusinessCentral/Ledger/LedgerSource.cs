using System.Runtime.CompilerServices;
using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.BusinessCentral.Ledger;

/// <summary>Posted lines of the general ledger, in local currency. A line never changes, so its number is its version.</summary>
internal sealed class LedgerSource(BcClient client, BcDelta delta)
{
    private const int Chunk = 20;

    private const string Fields =
        $"{BcFields.Id},{BcFields.EntryNumber},{BcFields.PostingDate},{BcFields.DocumentNumber},{BcFields.DocumentType},{BcFields.AccountNumber},{BcFields.Description},{BcFields.DebitAmount},{BcFields.CreditAmount},{BcFields.LastModifiedDateTime}";

    // OData writes the blank value of an enumeration as this.
    private const string Blank = "_x0020_";

    public async IAsyncEnumerable<SourcePage<LedgerEntry>> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        var after = request.After is { Value: { Length: > 0 } text } ? DeltaPosition.Parse(text) : DeltaPosition.Start;
        await foreach (var (rows, next) in delta.ReadAsync(BcQuery.Set(BcSets.GeneralLedgerEntries) with { Select = Fields }, after, request, ct).ConfigureAwait(false))
        {
            yield return new SourcePage<LedgerEntry>([.. rows.Select(Record)], new Checkpoint(next.ToString()));
        }
    }

    public async IAsyncEnumerable<SourceRecord<LedgerEntry>> FindAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var chunk in ids.Distinct(StringComparer.OrdinalIgnoreCase).Chunk(Chunk))
        {
            var known = chunk.Where(id => Guid.TryParse(id, out _)).Select(Guid.Parse).ToList();
            var query = BcQuery.Set(BcSets.GeneralLedgerEntries) with { Filter = BcQuery.Any(BcFields.Id, known), Select = Fields };
            var found = known.Count == 0 ? [] : (await client.ListAsync(query, ct).ConfigureAwait(false)).ToDictionary(row => row.Id);
            foreach (var id in chunk)
            {
                yield return Guid.TryParse(id, out var guid) && found.TryGetValue(guid, out var row)
                    ? Record(row) with { Id = id }
                    : new SourceRecord<LedgerEntry>(id, "gone", DateTimeOffset.MinValue, null, IsDeleted: true);
            }
        }
    }

    private static SourceRecord<LedgerEntry> Record(BcEntity row)
    {
        var id = row.Id.ToString("D");
        var changed = row.Instant(BcFields.LastModifiedDateTime);
        if (row.Date(BcFields.PostingDate) is not { } date)
        {
            return new SourceRecord<LedgerEntry>(id, row.Text(BcFields.EntryNumber), changed, null, Fault: new Fault(
                FaultKind.SchemaChanged, "bc.ledger-date", $"Ledger entry {row.Text(BcFields.EntryNumber)} has no posting date.")
            { Hint = "Check the entry in the ERP; every posted line has a date." });
        }

        return new SourceRecord<LedgerEntry>(id, row.Text(BcFields.EntryNumber), changed, new LedgerEntry
        {
            Id = id,
            Number = row.Integer(BcFields.EntryNumber),
            PostingDate = date,
            DocumentNumber = row.Text(BcFields.DocumentNumber),
            DocumentKind = row.Text(BcFields.DocumentType) is var kind && kind == Blank ? "" : kind.Replace(Blank, " ", StringComparison.Ordinal).Trim(),
            Account = row.Text(BcFields.AccountNumber),
            Amount = row.Decimal(BcFields.DebitAmount) - row.Decimal(BcFields.CreditAmount),
            Description = row.Text(BcFields.Description),
        });
    }
}
