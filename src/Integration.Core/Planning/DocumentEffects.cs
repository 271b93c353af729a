using System.Text.Json;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning.Documents;

namespace ErpSync.Planning;

/// <summary>Turns planned documents into writes: complete with customer, addresses, accounts, rounding bound, key and memo.</summary>
internal sealed class DocumentEffects(string shop, string erp, OrderSyncOptions options, IRoleAccounts accounts)
{
    private const string RoundingRole = "RoundingDifference";

    public (PlannedEffect? Effect, Fault? Fault) Of(Order order, PlannedDocument planned, WrittenDocuments written, CustomerRef? customer)
    {
        var source = planned.Document.Source;
        if (planned.Action == DocumentAction.Cancel)
        {
            return (Cancel(order, planned, written), null);
        }

        var document = planned.Document;
        var lines = new List<SalesDocumentLine>(document.Lines.Count);
        foreach (var line in document.Lines)
        {
            if (line.Role is null || line.Account is not null)
            {
                lines.Add(line);
            }
            else if (accounts.AccountOf(line.Role, document, line) is { } account)
            {
                lines.Add(line with { Account = account });
            }
            else
            {
                return (null, OrderFaults.UnmappedRole(order, line.Role));
            }
        }

        document = document with
        {
            Lines = LineNumbers.Give(lines, planned.Action == DocumentAction.Update ? written.MemoOf(source) : null),
            ExternalNumber = options.ExternalNumberPrefix + document.ExternalNumber,
            Customer = customer,
            BillTo = order.BillingAddress,
            ShipTo = Addressee.ShipToOf(order),
            Email = order.Email,
            RoundingTolerance = RoundingBound(document),
            RoundingAccount = accounts.AccountOf(RoundingRole, document, null),
        };
        var memo = JsonSerializer.Serialize(DocumentMemo.Of(document), PlanningJson.Default.DocumentMemo);
        var update = planned.Action == DocumentAction.Update;
        var intent = update ? $"update:{Fingerprint.Of(memo)}" : "create";
        return (new PlannedEffect(erp, EntityNames.SalesDocument, update ? WriteKind.Update : WriteKind.Create, Key(order, source, intent), document)
        {
            Target = update ? written.RefOf(source) : null,
            LinkName = LinkNames.Document(source),
            LinkMemo = memo,
            Title = $"{(update ? "Update" : "Create")} {document.Kind} {document.ExternalNumber}, {document.Totals.Gross}",
        }, null);
    }

    private PlannedEffect Cancel(Order order, PlannedDocument planned, WrittenDocuments written)
    {
        var source = planned.Document.Source;
        var memo = written.MemoOf(source)! with { IsCancelled = true };
        return new PlannedEffect(erp, EntityNames.SalesDocument, WriteKind.Delete, Key(order, source, "cancel"),
            planned.Document with { ExternalNumber = options.ExternalNumberPrefix + order.Name })
        {
            Target = written.RefOf(source),
            LinkName = LinkNames.Document(source),
            LinkMemo = JsonSerializer.Serialize(memo, PlanningJson.Default.DocumentMemo),
            Title = $"Cancel {planned.Document.Kind} of {order.Name}",
        };
    }

    /// <summary>
    /// What rounding alone can explain when the ERP computes the tax itself: half a minor unit for every amount the shop rounded and one more for the ERP's own
    /// rounding, per tax key, never more than the cap (finance rule M7).
    /// </summary>
    private Money RoundingBound(SalesDocument document)
    {
        var amounts = document.Lines.SelectMany(line => line.Tax).GroupBy(tax => (tax.Code, tax.Rate)).Sum(group => group.Count() + 1);
        var minorUnits = Math.Min(amounts / 2, options.Documents.RoundingCapMinorUnits);
        var minorUnit = 1m;
        for (var i = 0; i < document.Currency.MinorUnits; i++)
        {
            minorUnit /= 10;
        }

        return new Money(minorUnits * minorUnit, document.Currency);
    }

    private IdempotencyKey Key(Order order, DocumentSource source, string intent) =>
        new($"{shop}:order:{order.Id}:{source.Type}:{source.Id}:{intent}");
}
