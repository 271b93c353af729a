using System.Globalization;
using System.Text.Json.Nodes;
using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Adapters.BusinessCentral.Customers;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.BusinessCentral.Payments;

/// <summary>
/// Books payments in the customer payment journal of their gateway. Receipts are negative there. A payment is known by its document number, which is
/// derived from the transaction: first among the unposted lines, then in the general ledger.
/// </summary>
internal sealed class PaymentSink(BcClient client, BcBatch batch, PaymentJournals journals, RecentWrites recent, BusinessCentralOptions options)
{
    private const string NumberPrefix = "PAY-";
    private const int NumberLength = 20;
    private const int ExternalLength = 35;

    public async Task<WriteResult> WriteAsync(WriteItem<PaymentEntry> item, CancellationToken ct)
    {
        if (item.Kind != WriteKind.Create)
        {
            return BcWrites.Refuse(item.ItemId, item.Kind, EntityNames.PaymentEntry);
        }

        var journal = await journals.OfAsync(item.Value, ct).ConfigureAwait(false);
        return await InAsync(journal, () => BookAsync(item, journal, ct)).ConfigureAwait(false);
    }

    public async Task<RecordRef?> LookupAsync(WriteItem<PaymentEntry> item, CancellationToken ct)
    {
        var journal = await journals.OfAsync(item.Value, ct).ConfigureAwait(false);
        var (line, posted, _) = await InAsync(journal, () => LookAsync(journal, item.Value, ct)).ConfigureAwait(false);

        // A line that still has to be posted is no finished write: sending it again posts it.
        return line is null ? posted ? Reference(item.Value) : null
            : Posts(item.Value) ? null : Reference(item.Value);
    }

    /// <summary>Works in a journal by the id that was remembered. People may have removed it, or made it anew: then its code is looked up by the next attempt.</summary>
    private async Task<T> InAsync<T>(Guid journal, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (BcException gone) when (BcFaults.IsNotFound(gone))
        {
            journals.Forget(journal);
            throw;
        }
    }

    private async Task<WriteResult> BookAsync(WriteItem<PaymentEntry> item, Guid journal, CancellationToken ct)
    {
        var entry = item.Value;
        var (line, posted, isOpen) = await LookAsync(journal, entry, ct).ConfigureAwait(false);
        if (line is null && posted)
        {
            return new WriteResult.Applied(item.ItemId, Reference(entry), WasReplay: true);
        }

        var existed = line is not null;
        line = line is { } there ? await CorrectAsync(journal, there, entry, isOpen, ct).ConfigureAwait(false) : await AddAsync(journal, entry, isOpen, ct).ConfigureAwait(false);
        if (!Posts(entry))
        {
            return new WriteResult.Applied(item.ItemId, Reference(entry), existed);
        }

        await PostAsync(journal, line.Value, entry, ct).ConfigureAwait(false);
        return new WriteResult.Applied(item.ItemId, Reference(entry));
    }

    /// <summary>The unposted line, whether the payment is in the ledger, and whether the document it settles takes a payment.</summary>
    private async Task<(BcEntity? Line, bool IsPosted, bool IsOpen)> LookAsync(Guid journal, PaymentEntry entry, CancellationToken ct)
    {
        // Lines before the ledger: a line that is posted between the two questions shows in the second.
        List<BcQuery> questions = [Unposted(journal, entry), Ledger(entry)];
        if (Invoice(entry) is { } invoice)
        {
            questions.Add(BcQuery.Set(BcSets.SalesInvoices) with { Filter = BcQuery.Eq(BcFields.Number, invoice), Select = $"{BcFields.Number},{BcFields.RemainingAmount}" });
        }

        var answers = await batch.ReadAsync(questions, ct).ConfigureAwait(false);
        var lines = answers[0].Rows;
        if (lines.Count > 1)
        {
            throw BcException.Of(FaultKind.Rejected, "bc.duplicate-payment", $"Payment {entry.TransactionId} is in the journal {lines.Count} times.", "Delete all but one line, then retry.", "transactionId");
        }

        var line = lines.Count == 1 ? lines[0]
            : recent.Find(Number(entry)) is { } own ? await client.FindAsync(Line(journal, own), ct).ConfigureAwait(false)
            : null;
        return (line, answers[1].Rows.Count > 0, questions.Count == 3 && answers[2].Rows.Any(row => row.Decimal(BcFields.RemainingAmount) > 0));
    }

    private async Task<BcEntity> AddAsync(Guid journal, PaymentEntry entry, bool isOpen, CancellationToken ct)
    {
        if (recent.Find(Number(entry)) is not null)
        {
            throw Pending(entry);
        }

        try
        {
            var added = await client.PostAsync(BcQuery.Children(BcSets.CustomerPaymentJournals, journal, BcSets.CustomerPayments), Body(entry, isOpen), ct).ConfigureAwait(false);
            recent.Remember(Number(entry), added.Id);
            return added;
        }
        catch (BcException refused) when (!refused.Unknown && refused.Status == 400)
        {
            throw await ExplainAsync(refused, entry, ct).ConfigureAwait(false);
        }
    }

    /// <summary>The service's own text is translated and its code says only "refused": a customer that is not there yet is looked for.</summary>
    private async Task<BcException> ExplainAsync(BcException refused, PaymentEntry entry, CancellationToken ct)
    {
        var number = BcText.Code(entry.Customer.Number, 20, "customer.number");
        try
        {
            var query = BcQuery.Set(BcSets.Customers) with { Filter = BcQuery.Eq(BcFields.Number, number), Select = BcFields.Number };
            return (await client.ListAsync(query, ct).ConfigureAwait(false)).Count > 0 ? refused : MissingCustomer.Of(options, entry.Customer, number, "customer.number");
        }
        catch (BcException)
        {
            // The question why could not be answered; the refusal itself still stands.
            return refused;
        }
    }

    private async Task<BcEntity> CorrectAsync(Guid journal, BcEntity line, PaymentEntry entry, bool isOpen, CancellationToken ct)
    {
        if (line.Decimal(BcFields.Amount) != -entry.Amount.Amount)
        {
            throw BcException.Of(FaultKind.Rejected, "bc.payment-differs",
                string.Create(CultureInfo.InvariantCulture, $"Payment {entry.TransactionId} is in the journal with {line.Decimal(BcFields.Amount)}; it should be {-entry.Amount.Amount}."),
                "Somebody changed the journal line: correct or delete it, then retry.", "amount");
        }

        // The invoice was settled by something else since the line was written: the payment goes on account, or its posting would be refused for ever.
        return line.Text(BcFields.AppliesToInvoiceNumber).Length > 0 && !isOpen && Posts(entry)
            ? await client.PatchAsync(Line(journal, line.Id), line.ETag ?? "*", new JsonObject
            {
                [BcFields.AppliesToInvoiceId] = Guid.Empty.ToString("D"),
                [BcFields.AppliesToInvoiceNumber] = "",
            }, ct).ConfigureAwait(false)
            : line;
    }

    private async Task PostAsync(Guid journal, BcEntity line, PaymentEntry entry, CancellationToken ct)
    {
        // Remembered also when another attempt wrote it: until the ledger shows it, its absence from the journal must not read as "never written".
        recent.Remember(Number(entry), line.Id);
        BcException? refused = null;
        try
        {
            await client.ActAsync(BcQuery.Action(BcSets.Journals, journal, BcActions.Post), ct).ConfigureAwait(false);
        }
        catch (BcException failure) when (!failure.Unknown)
        {
            // Posting takes all lines of the batch: a neighbour may have posted this line in the meantime.
            refused = failure;
        }

        if ((await client.ListAsync(Ledger(entry), ct).ConfigureAwait(false)).Count > 0)
        {
            return;
        }

        // Where the line is gone it was posted, whatever this request was told.
        throw refused is null || await client.FindAsync(Line(journal, line.Id), ct).ConfigureAwait(false) is not { } left
            ? Pending(entry)
            : await RefusedAsync(journal, left, entry, refused, ct).ConfigureAwait(false);
    }

    /// <summary>
    /// One bad line keeps the whole batch from being posted. So a refused line is taken out again, and only the one that is refused alone is at fault.
    /// </summary>
    private async Task<BcException> RefusedAsync(Guid journal, BcEntity line, PaymentEntry entry, BcException refused, CancellationToken ct)
    {
        if (refused.Fault.Kind is not (FaultKind.Rejected or FaultKind.Invalid))
        {
            return refused;
        }

        var lines = BcQuery.Children(BcSets.CustomerPaymentJournals, journal, BcSets.CustomerPayments) with { Select = BcFields.Id, Top = 2 };
        var others = (await client.ListAsync(lines, ct).ConfigureAwait(false)).Count(other => other.Id != line.Id);
        await client.DeleteAsync(Line(journal, line.Id), line.ETag, ct).ConfigureAwait(false);
        recent.Forget(Number(entry));
        if (others == 0)
        {
            return await IsSettledAsync(line, ct).ConfigureAwait(false)
                ? BcException.Of(FaultKind.Transient, "bc.invoice-settled", $"The invoice of payment {entry.TransactionId} was settled by something else.", "Nothing to do: the payment goes on account.")
                : refused;
        }

        return BcException.Of(
            FaultKind.Transient, "bc.journal-blocked", $"Payment {entry.TransactionId} could not be posted together with other lines of its journal: {refused.Fault.Message}",
            "It is tried again by itself. If it stays so, post or remove the lines that people left in the journal, or give ErpSync a journal of its own.");
    }

    private async Task<bool> IsSettledAsync(BcEntity line, CancellationToken ct) =>
        line.Guid(BcFields.AppliesToInvoiceId) is var invoice && invoice != Guid.Empty
        && await client.FindAsync(BcQuery.Record(BcSets.SalesInvoices, invoice) with { Select = BcFields.RemainingAmount }, ct).ConfigureAwait(false) is { } found
        && found.Decimal(BcFields.RemainingAmount) <= 0;

    private static BcException Pending(PaymentEntry entry) => BcException.Of(
        FaultKind.Transient, "bc.posting-pending", $"Payment {entry.TransactionId} was handed to the journal, but is neither there nor in the general ledger yet.",
        "If the company posts journals in the background this settles itself; otherwise post the journal in Business Central.");

    private static bool Posts(PaymentEntry entry) => entry.Post && entry.Amount.Amount > 0;

    private static BcQuery Unposted(Guid journal, PaymentEntry entry) =>
        BcQuery.Children(BcSets.CustomerPaymentJournals, journal, BcSets.CustomerPayments) with { Filter = BcQuery.Eq(BcFields.ExternalDocumentNumber, External(entry)) };

    private static BcQuery Ledger(PaymentEntry entry) =>
        BcQuery.Set(BcSets.GeneralLedgerEntries) with { Filter = BcQuery.Eq(BcFields.DocumentNumber, Number(entry)), Select = BcFields.EntryNumber, Top = 1 };

    /// <summary>The posted invoice a receipt settles, or null: the service applies payments to invoices only.</summary>
    private static string? Invoice(PaymentEntry entry) =>
        entry is { Amount.Amount: > 0, AppliesTo: { Kind: SalesDocumentKind.SalesInvoice } applies } ? BcText.Code(applies.Number, 20, "appliesTo.number") : null;

    private static BcQuery Line(Guid journal, Guid line) => new($"{BcSets.CustomerPaymentJournals}({journal:D})/{BcSets.CustomerPayments}({line:D})");

    private static JsonObject Body(PaymentEntry entry, bool isOpen)
    {
        var body = new JsonObject
        {
            [BcFields.CustomerNumber] = BcText.Code(entry.Customer.Number, 20, "customer.number"),
            [BcFields.PostingDate] = entry.PostingDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            [BcFields.DocumentNumber] = Number(entry),
            [BcFields.ExternalDocumentNumber] = External(entry),
            [BcFields.Amount] = -entry.Amount.Amount,
        };
        if (isOpen)
        {
            body[BcFields.AppliesToInvoiceNumber] = Invoice(entry);
        }

        body[BcFields.Description] = BcText.Cut($"{entry.OrderNumber} {entry.Gateway}", 100);
        return body;
    }

    /// <summary>Document number of a payment in journal and ledger.</summary>
    public static string Number(string transactionId) => BcText.Derived(NumberPrefix, transactionId, NumberLength);

    private static string Number(PaymentEntry entry) => Number(entry.TransactionId);

    private static string External(PaymentEntry entry) => BcText.Derived("", entry.TransactionId, ExternalLength);

    private static RecordRef Reference(PaymentEntry entry) => new($"CustomerPayment:{Number(entry)}", null, Number(entry));
}
