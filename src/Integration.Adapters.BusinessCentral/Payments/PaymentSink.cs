using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.BusinessCentral.Payments;

/// <summary>
/// Books payments in the customer payment journal of their gateway. Receipts are negative there. A payment is known by its document number, which is
/// derived from the transaction: first among the unposted lines, then in the general ledger.
/// </summary>
internal sealed class PaymentSink(BcClient client, BusinessCentralOptions options, RecentWrites recent)
{
    private const string NumberPrefix = "PAY-";
    private const int NumberLength = 20;
    private const int ExternalLength = 35;
    private readonly ConcurrentDictionary<string, Guid> _journals = new(StringComparer.OrdinalIgnoreCase);

    public async Task<WriteResult> WriteAsync(WriteItem<PaymentEntry> item, CancellationToken ct)
    {
        if (item.Kind != WriteKind.Create)
        {
            return BcWrites.Refuse(item.ItemId, item.Kind, EntityNames.PaymentEntry);
        }

        var entry = item.Value;
        var journal = await JournalAsync(entry, ct).ConfigureAwait(false);
        var line = await UnpostedAsync(journal, entry, ct).ConfigureAwait(false);
        var existed = line is not null;
        if (line is null)
        {
            if (await IsPostedAsync(entry, ct).ConfigureAwait(false))
            {
                return new WriteResult.Applied(item.ItemId, Reference(entry), WasReplay: true);
            }

            if (recent.Find(Number(entry)) is not null)
            {
                throw Pending(entry);
            }

            var body = Body(entry);
            try
            {
                line = await client.PostAsync(BcQuery.Children(BcSets.CustomerPaymentJournals, journal, BcSets.CustomerPayments), body, ct).ConfigureAwait(false);
            }
            catch (BcException refused) when (!refused.Unknown && refused.Status == 400)
            {
                throw await ExplainAsync(refused, entry, ct).ConfigureAwait(false);
            }

            recent.Remember(Number(entry), line.Value.Id);
        }
        else if (line.Value.Decimal(BcFields.Amount) != -entry.Amount.Amount)
        {
            throw BcException.Of(FaultKind.Rejected, "bc.payment-differs",
                string.Create(CultureInfo.InvariantCulture, $"Payment {entry.TransactionId} is in the journal with {line.Value.Decimal(BcFields.Amount)}; it should be {-entry.Amount.Amount}."),
                "Somebody changed the journal line: correct or delete it, then retry.", "amount");
        }

        if (!Posts(entry))
        {
            return new WriteResult.Applied(item.ItemId, Reference(entry), existed);
        }

        await PostAsync(journal, line.Value.Id, entry, ct).ConfigureAwait(false);
        return new WriteResult.Applied(item.ItemId, Reference(entry));
    }

    public async Task<RecordRef?> LookupAsync(WriteItem<PaymentEntry> item, CancellationToken ct)
    {
        var journal = await JournalAsync(item.Value, ct).ConfigureAwait(false);
        var line = await UnpostedAsync(journal, item.Value, ct).ConfigureAwait(false);

        // A line that still has to be posted is no finished write: sending it again posts it.
        return line is null ? await IsPostedAsync(item.Value, ct).ConfigureAwait(false) ? Reference(item.Value) : null
            : Posts(item.Value) ? null : Reference(item.Value);
    }

    private async Task PostAsync(Guid journal, Guid line, PaymentEntry entry, CancellationToken ct)
    {
        // Remembered also when another attempt wrote it: until the ledger shows it, its absence from the journal must not read as "never written".
        recent.Remember(Number(entry), line);
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

        if (!await IsPostedAsync(entry, ct).ConfigureAwait(false))
        {
            // Where the line is gone it was posted, whatever this request was told.
            throw refused is null || await client.FindAsync(Line(journal, line), ct).ConfigureAwait(false) is null ? Pending(entry) : refused;
        }
    }

    /// <summary>The service's own text is translated and its code says only "refused": a customer that is not there yet is looked for.</summary>
    private async Task<BcException> ExplainAsync(BcException refused, PaymentEntry entry, CancellationToken ct)
    {
        var number = BcText.Code(entry.Customer.Number, 20, "customer.number");
        try
        {
            var query = BcQuery.Set(BcSets.Customers) with { Filter = BcQuery.Eq(BcFields.Number, number), Select = BcFields.Number };
            return (await client.ListAsync(query, ct).ConfigureAwait(false)).Count > 0 ? refused : BcException.Of(
                FaultKind.MissingDependency, "bc.customer-missing", $"Business Central has no customer {number}.", "Create the customer, or let the customer be written first.", "customer.number");
        }
        catch (BcException)
        {
            // The question why could not be answered; the refusal itself still stands.
            return refused;
        }
    }

    private static BcException Pending(PaymentEntry entry) => BcException.Of(
        FaultKind.Transient, "bc.posting-pending", $"Payment {entry.TransactionId} was handed to the journal, but is neither there nor in the general ledger yet.",
        "If the company posts journals in the background this settles itself; otherwise post the journal in Business Central.");

    private static bool Posts(PaymentEntry entry) => entry.Post && entry.Amount.Amount > 0;

    private async Task<Guid> JournalAsync(PaymentEntry entry, CancellationToken ct)
    {
        if (entry.Amount.IsZero)
        {
            throw BcException.Of(FaultKind.Invalid, "bc.payment-zero", $"Payment {entry.TransactionId} has no amount.", "Only payments that moved money are booked.", "amount");
        }

        var received = entry.Amount.Amount > 0;
        if (!(received ? options.PaymentJournals : options.RefundJournals).TryGetValue(entry.Gateway, out var code))
        {
            throw received
                ? BcException.Of(FaultKind.Invalid, "bc.journal-unmapped", $"No payment journal is set for the gateway '{entry.Gateway}'.", "Add the gateway to PaymentJournals.", "gateway")
                : BcException.Of(FaultKind.Rejected, "bc.refund-payout-unsupported", $"API v2.0 cannot book the money paid back with transaction {entry.TransactionId}: its payment lines cannot be refunds.",
                    "Book it in Business Central, or add the gateway to RefundJournals to have a line prepared for a person.", "amount");
        }

        if (_journals.TryGetValue(code, out var known))
        {
            return known;
        }

        var query = BcQuery.Set(BcSets.CustomerPaymentJournals) with { Filter = BcQuery.Eq(BcFields.Code, code.Trim().ToUpperInvariant()), Select = BcFields.Id };
        var rows = await client.ListAsync(query, ct).ConfigureAwait(false);
        return rows.Count > 0 ? _journals[code] = rows[0].Id : throw BcException.Of(
            FaultKind.Invalid, "bc.journal-missing", $"Business Central has no customer payment journal '{code}'.", "Create the journal batch with its balancing account, or correct the setting.", "gateway");
    }

    private async Task<BcEntity?> UnpostedAsync(Guid journal, PaymentEntry entry, CancellationToken ct)
    {
        if (recent.Find(Number(entry)) is { } own
            && await client.FindAsync(Line(journal, own), ct).ConfigureAwait(false) is { } known)
        {
            return known;
        }

        var query = BcQuery.Children(BcSets.CustomerPaymentJournals, journal, BcSets.CustomerPayments) with { Filter = BcQuery.Eq(BcFields.ExternalDocumentNumber, External(entry)) };
        var lines = await client.ListAsync(query, ct).ConfigureAwait(false);
        return lines.Count switch
        {
            0 => null,
            1 => lines[0],
            _ => throw BcException.Of(FaultKind.Rejected, "bc.duplicate-payment", $"Payment {entry.TransactionId} is in the journal {lines.Count} times.", "Delete all but one line, then retry.", "transactionId"),
        };
    }

    private async Task<bool> IsPostedAsync(PaymentEntry entry, CancellationToken ct)
    {
        var query = BcQuery.Set(BcSets.GeneralLedgerEntries) with { Filter = BcQuery.Eq(BcFields.DocumentNumber, Number(entry)), Select = BcFields.EntryNumber, Top = 1 };
        return (await client.ListAsync(query, ct).ConfigureAwait(false)).Count > 0;
    }

    private static BcQuery Line(Guid journal, Guid line) => new($"{BcSets.CustomerPaymentJournals}({journal:D})/{BcSets.CustomerPayments}({line:D})");

    private static JsonObject Body(PaymentEntry entry)
    {
        var body = new JsonObject
        {
            [BcFields.CustomerNumber] = BcText.Code(entry.Customer.Number, 20, "customer.number"),
            [BcFields.PostingDate] = entry.PostingDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            [BcFields.DocumentNumber] = Number(entry),
            [BcFields.ExternalDocumentNumber] = External(entry),
            [BcFields.Amount] = -entry.Amount.Amount,
        };
        if (entry.AppliesTo is { Kind: SalesDocumentKind.SalesInvoice } applies && entry.Amount.Amount > 0)
        {
            body[BcFields.AppliesToInvoiceNumber] = BcText.Code(applies.Number, 20, "appliesTo.number");
        }

        body[BcFields.Description] = BcText.Cut($"{entry.OrderNumber} {entry.Gateway}", 100);
        return body;
    }

    private static string Number(PaymentEntry entry) => BcText.Derived(NumberPrefix, entry.TransactionId, NumberLength);

    private static string External(PaymentEntry entry) => BcText.Derived("", entry.TransactionId, ExternalLength);

    private static RecordRef Reference(PaymentEntry entry) => new($"CustomerPayment:{Number(entry)}", null, Number(entry));
}
