using System.Globalization;
using System.Text.Json.Nodes;
using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.BusinessCentral.Journals;

/// <summary>
/// Writes a journal as lines of one document in a general journal and posts it. It is known by its document number, which is derived from what it was made for:
/// among the unposted lines, then in the general ledger. Lines come debits first, so what has arrived so far never balances and cannot be posted by a neighbour.
/// </summary>
internal sealed class JournalSink(BcClient client, BcBatch batch, BcCompany company, JournalBatch journals, RecentWrites recent)
{
    private const int NumberLength = 20;
    private const string LedgerAccount = "G_x002F_L_x0020_Account";
    private readonly WriteTurns _turns = new();

    public async Task<WriteResult> WriteAsync(WriteItem<GeneralJournal> item, CancellationToken ct)
    {
        if (item.Kind != WriteKind.Create)
        {
            return BcWrites.Refuse(item.ItemId, item.Kind, EntityNames.GeneralJournal);
        }

        await RequireBookableAsync(item.Value, ct).ConfigureAwait(false);
        var batchId = await journals.IdAsync(ct).ConfigureAwait(false);
        return await InBatchAsync(() => BookAsync(item, batchId, ct)).ConfigureAwait(false);
    }

    public async Task<RecordRef?> LookupAsync(WriteItem<GeneralJournal> item, CancellationToken ct)
    {
        var journal = item.Value;
        var batchId = await journals.IdAsync(ct).ConfigureAwait(false);
        var look = await InBatchAsync(() => LookAsync(batchId, journal, ct)).ConfigureAwait(false);

        // Lines that still have to be posted or completed are no finished write: sending it again finishes it.
        return look.Posted.Count > 0
            ? JournalLedger.Differs(journal, Number(journal), look.Posted) is { } differs ? throw differs : Reference(journal)
            : !journal.Post && JournalLedger.Present(journal, Number(journal), look.Unposted).Count == journal.Lines.Count ? Reference(journal) : null;
    }

    /// <summary>Works in the batch by the id that was remembered. People may have removed it, or made it anew: then its code is looked up by the next attempt.</summary>
    private async Task<T> InBatchAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (BcException gone) when (BcFaults.IsNotFound(gone))
        {
            journals.Forget();
            throw;
        }
    }

    private async Task<WriteResult> BookAsync(WriteItem<GeneralJournal> item, Guid batchId, CancellationToken ct)
    {
        var journal = item.Value;

        // Posting takes every line of the batch: a journal that is half written would keep the others of this process from being posted.
        using var turn = await _turns.TakeAsync(new IdempotencyKey($"batch:{batchId:D}"), ct).ConfigureAwait(false);
        var look = await LookAsync(batchId, journal, ct).ConfigureAwait(false);
        if (look.Posted.Count > 0)
        {
            return JournalLedger.Differs(journal, Number(journal), look.Posted) is { } differs ? throw differs
                : look.Unposted.Count > 0 ? throw LeftOver(journal, look.Unposted.Count)
                : new WriteResult.Applied(item.ItemId, Reference(journal), WasReplay: true);
        }

        var present = JournalLedger.Present(journal, Number(journal), look.Unposted);
        await CompleteAsync(batchId, journal, present, ct).ConfigureAwait(false);
        if (journal.Post)
        {
            await PostAsync(batchId, journal, ct).ConfigureAwait(false);
        }

        return new WriteResult.Applied(item.ItemId, Reference(journal), WasReplay: present.Count == journal.Lines.Count && !journal.Post);
    }

    private async Task RequireBookableAsync(GeneralJournal journal, CancellationToken ct)
    {
        if (journal.Lines.Count < 2 || journal.Lines.Sum(static line => line.Amount) != 0m || journal.Lines.Any(static line => line.Amount == 0m))
        {
            throw BcException.Of(FaultKind.Invalid, "bc.journal-unbalanced",
                string.Create(CultureInfo.InvariantCulture, $"The journal of {journal.SourceId} has {journal.Lines.Count} lines with a sum of {journal.Lines.Sum(static line => line.Amount)}."),
                "A journal has two or more lines other than zero that add up to zero.", "lines.amount");
        }

        var local = await company.LocalCurrencyAsync(ct).ConfigureAwait(false);
        if (journal.Currency != local)
        {
            throw BcException.Of(FaultKind.Rejected, "bc.journal-currency", $"The journal of {journal.SourceId} is in {journal.Currency}, and the company's books are in {local}: journal lines of API v2.0 have no currency.",
                "Book it by hand at the rate of the gateway's statement, then resolve the case; or let the gateway pay out in the company's currency.", "currency");
        }
    }

    private async Task<JournalLook> LookAsync(Guid batchId, GeneralJournal journal, CancellationToken ct)
    {
        // Lines before the ledger: a line that is posted between the two questions shows in the second.
        var answers = await batch.ReadAsync([Unposted(batchId, journal), Ledger(journal)], ct).ConfigureAwait(false);
        var lines = answers[0].Rows.ToDictionary(static row => row.Id);
        var posted = answers[1].Rows;
        for (var index = 0; posted.Count == 0 && index < journal.Lines.Count; index++)
        {
            if (recent.Find(Key(journal, index)) is { } own && !lines.ContainsKey(own))
            {
                lines[own] = await client.FindAsync(Line(batchId, own), ct).ConfigureAwait(false) ?? throw Pending(journal);
            }
        }

        return new JournalLook([.. lines.Values], posted);
    }

    private async Task CompleteAsync(Guid batchId, GeneralJournal journal, IReadOnlyDictionary<int, Guid> present, CancellationToken ct)
    {
        try
        {
            for (var index = 0; index < journal.Lines.Count; index++)
            {
                // Remembered also when another attempt wrote it: until the ledger shows it, its absence from the journal must not read as "never written".
                recent.Remember(Key(journal, index), present.TryGetValue(index, out var line)
                    ? line
                    : (await client.PostAsync(BcQuery.Children(BcSets.Journals, batchId, BcSets.JournalLines), Body(journal, journal.Lines[index]), ct).ConfigureAwait(false)).Id);
            }
        }
        catch (BcException refused) when (!refused.Unknown && refused.Fault.Kind is FaultKind.Rejected or FaultKind.Invalid)
        {
            // The lines before the refused one would keep every other journal of the batch from being posted.
            await TakeOutAsync(batchId, journal, ct).ConfigureAwait(false);
            throw;
        }
    }

    private async Task PostAsync(Guid batchId, GeneralJournal journal, CancellationToken ct)
    {
        BcException? refused = null;
        try
        {
            await client.ActAsync(BcQuery.Action(BcSets.Journals, batchId, BcActions.Post), ct).ConfigureAwait(false);
        }
        catch (BcException failure) when (!failure.Unknown)
        {
            // Posting takes all lines of the batch: a person may have posted these lines in the meantime.
            refused = failure;
        }

        var posted = await client.ListAsync(Ledger(journal), ct).ConfigureAwait(false);
        if (posted.Count > 0)
        {
            Forget(journal);
            if (JournalLedger.Differs(journal, Number(journal), posted) is { } differs)
            {
                throw differs;
            }

            return;
        }

        throw refused is null ? Pending(journal) : await RefusedAsync(batchId, journal, refused, ct).ConfigureAwait(false);
    }

    /// <summary>One bad document keeps the whole batch from being posted. So refused lines are taken out again, and only the document that is refused alone is at fault.</summary>
    private async Task<BcException> RefusedAsync(Guid batchId, GeneralJournal journal, BcException refused, CancellationToken ct)
    {
        if (refused.Fault.Kind is not (FaultKind.Rejected or FaultKind.Invalid))
        {
            return refused;
        }

        var others = await TakeOutAsync(batchId, journal, ct).ConfigureAwait(false);
        return others == 0 ? refused : BcException.Of(
            FaultKind.Transient, "bc.journal-blocked", $"Document {Number(journal)} could not be posted together with other lines of its journal: {refused.Fault.Message}",
            "It is tried again by itself. If it stays so, post or remove the lines that people left in the journal, or give ErpSync a journal of its own.");
    }

    /// <summary>Deletes the journal's lines.</summary>
    /// <returns>How many lines of others are in the batch.</returns>
    private async Task<int> TakeOutAsync(Guid batchId, GeneralJournal journal, CancellationToken ct)
    {
        var all = await client.ListAsync(BcQuery.Children(BcSets.Journals, batchId, BcSets.JournalLines) with { Select = $"{BcFields.Id},{BcFields.DocumentNumber}" }, ct).ConfigureAwait(false);
        foreach (var line in all.Where(line => IsOwn(line, journal)))
        {
            await client.DeleteAsync(Line(batchId, line.Id), line.ETag, ct).ConfigureAwait(false);
        }

        Forget(journal);
        return all.Count(line => !IsOwn(line, journal));
    }

    private void Forget(GeneralJournal journal)
    {
        for (var index = 0; index < journal.Lines.Count; index++)
        {
            recent.Forget(Key(journal, index));
        }
    }

    private static bool IsOwn(BcEntity line, GeneralJournal journal) => string.Equals(line.Text(BcFields.DocumentNumber), Number(journal), StringComparison.OrdinalIgnoreCase);

    private static BcException Pending(GeneralJournal journal) => BcException.Of(
        FaultKind.Transient, "bc.posting-pending", $"Document {Number(journal)} was handed to the journal, but is neither there nor in the general ledger yet.",
        "If the company posts journals in the background this settles itself; otherwise post the journal in Business Central.");

    private static BcException LeftOver(GeneralJournal journal, int count) => BcException.Of(
        FaultKind.Rejected, "bc.journal-left-over", $"Document {Number(journal)} is in the general ledger, and {count} of its lines are in the journal once more.",
        "Delete those lines in the journal, or its posting would book them twice; then retry.", "lines");

    private static BcQuery Unposted(Guid batchId, GeneralJournal journal) =>
        BcQuery.Children(BcSets.Journals, batchId, BcSets.JournalLines) with { Filter = BcQuery.Eq(BcFields.ExternalDocumentNumber, Number(journal)) };

    private static BcQuery Ledger(GeneralJournal journal) => BcQuery.Set(BcSets.GeneralLedgerEntries) with
    {
        Filter = BcQuery.Eq(BcFields.DocumentNumber, Number(journal)),
        Select = $"{BcFields.AccountNumber},{BcFields.DebitAmount},{BcFields.CreditAmount}",
    };

    private static BcQuery Line(Guid batchId, Guid line) => new($"{BcSets.Journals}({batchId:D})/{BcSets.JournalLines}({line:D})");

    private static JsonObject Body(GeneralJournal journal, GeneralJournalLine line) => new()
    {
        [BcFields.AccountType] = LedgerAccount,
        [BcFields.AccountNumber] = BcText.Code(line.Account, 20, "lines.account"),
        [BcFields.PostingDate] = journal.PostingDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        [BcFields.DocumentNumber] = Number(journal),
        [BcFields.ExternalDocumentNumber] = Number(journal),
        [BcFields.Amount] = line.Amount,
        [BcFields.Description] = BcText.Cut(line.Description, 100),
    };

    private static string Key(GeneralJournal journal, int index) => string.Create(CultureInfo.InvariantCulture, $"{Number(journal)}#{index}");

    private static string Number(GeneralJournal journal) => BcText.Derived(journal.NumberPrefix, journal.SourceId, NumberLength);

    private static RecordRef Reference(GeneralJournal journal) => new($"GeneralJournal:{Number(journal)}", null, Number(journal));
}
