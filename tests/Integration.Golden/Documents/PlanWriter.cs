using System.Globalization;
using System.Text.Json.Nodes;
using ErpSync.Model;
using ErpSync.Planning.Documents;

namespace ErpSync.Golden.Documents;

/// <summary>Writes a plan in the shape of <c>expect</c>.</summary>
internal static class PlanWriter
{
    public static JsonObject Write(DocumentPlan plan, bool withPayments)
    {
        var result = new JsonObject
        {
            ["documents"] = Array(plan.Documents, Document),
            ["holds"] = Array(plan.Holds, Hold),
            ["skipped"] = Array(plan.Skipped, static skipped => new JsonObject { ["code"] = skipped.Code, ["subject"] = skipped.Subject.ToString() }),
        };
        if (withPayments)
        {
            result["payments"] = Array(plan.Payments, Payment);
        }

        return result;
    }

    private static JsonObject Document(PlannedDocument planned)
    {
        var document = planned.Document;
        var result = new JsonObject
        {
            ["action"] = planned.Action.ToString(),
            ["kind"] = document.Kind.ToString(),
            ["source"] = new JsonObject { ["type"] = document.Source.Type.ToString(), ["id"] = document.Source.Id },
        };
        Set(result, "number", document.Number);
        if (planned.Action == DocumentAction.Cancel)
        {
            return result;
        }

        result["externalNumber"] = document.ExternalNumber;
        Set(result, "customerReference", document.CustomerReference);
        result["currency"] = document.Currency.Code;
        result["currencyHandling"] = document.CurrencyHandling.ToString();
        result["pricesIncludeTax"] = document.PricesIncludeTax;
        result["documentDate"] = Date(document.DocumentDate);
        result["postingDate"] = Date(document.PostingDate);
        Set(result, "dueDate", document.DueDate is { } due ? Date(due) : null);
        Set(result, "paymentMethod", document.PaymentMethod);
        Set(result, "appliesTo", document.AppliesTo is { } applies ? Applies(applies) : null);
        Set(result, "taxArea", document.TaxArea);
        Set(result, "taxLiable", document.TaxLiable is { } liable ? JsonValue.Create(liable) : null);
        Set(result, "absorbedRefunds", document.AbsorbedRefunds.Count == 0 ? null : Array(document.AbsorbedRefunds, static id => JsonValue.Create(id)));
        Set(result, "invoiceDiscount", document.InvoiceDiscount?.ToAmountString());
        Set(result, "imbalance", document.Imbalance?.ToAmountString());
        result["lines"] = Array(document.Lines, Line);
        Set(result, "taxTotals", document.TaxTotals.Count == 0 ? null : Array(document.TaxTotals, TaxTotal));
        Set(result, "facilitatorTax", document.FacilitatorTax.Count == 0 ? null : Array(document.FacilitatorTax, static tax =>
            new JsonObject { ["code"] = tax.Code, ["amount"] = tax.Amount.ToAmountString() }));
        result["totals"] = new JsonObject
        {
            ["net"] = document.Totals.Net.ToAmountString(),
            ["tax"] = document.Totals.Tax.ToAmountString(),
            ["gross"] = document.Totals.Gross.ToAmountString(),
        };
        return result;
    }

    private static JsonObject Line(SalesDocumentLine line)
    {
        var result = new JsonObject { ["type"] = line.Type.ToString() };
        if (line.Type == SalesDocumentLineType.Comment)
        {
            result["text"] = line.Text;
            return result;
        }

        Set(result, "sourceLine", line.SourceLine);
        Set(result, "item", line.Item);
        Set(result, "variant", line.Variant);
        Set(result, "uom", line.UnitOfMeasure);
        Set(result, "location", line.Location);
        Set(result, "reason", line.Reason);
        Set(result, "role", line.Role);
        Set(result, "giftCard", line.GiftCard);
        Set(result, "charge", line.Charge);
        Set(result, "assignment", line.Assignment);
        result["quantity"] = line.Quantity;
        result["unitPrice"] = line.UnitPrice.ToAmountString();
        result["discount"] = line.Discount.ToAmountString();
        result["amount"] = line.Amount.ToAmountString();
        Set(result, "tax", line.Tax.Count == 0 ? null : Array(line.Tax, Tax));
        return result;
    }

    private static JsonObject Tax(DocumentTax tax)
    {
        var result = new JsonObject { ["code"] = tax.Code, ["rate"] = tax.Rate.ToString(CultureInfo.InvariantCulture) };
        Set(result, "amount", tax.Amount?.ToAmountString());
        return result;
    }

    private static JsonObject TaxTotal(TaxTotal total) => new()
    {
        ["code"] = total.Code,
        ["rate"] = total.Rate.ToString(CultureInfo.InvariantCulture),
        ["base"] = total.Base.ToAmountString(),
        ["amount"] = total.Amount.ToAmountString(),
    };

    private static JsonObject Hold(DocumentHold hold)
    {
        var result = new JsonObject { ["code"] = hold.Code, ["subject"] = hold.Subject.ToString() };
        Set(result, "line", hold.Line);
        Set(result, "role", hold.Role);
        Set(result, "gap", hold.Gap?.ToAmountString());
        Set(result, "changes", hold.Changes.Count == 0 ? null : Array(hold.Changes, static change => JsonValue.Create(change)));
        return result;
    }

    private static JsonObject Payment(PaymentSuggestion payment) => new()
    {
        ["transaction"] = payment.TransactionId,
        ["gateway"] = payment.Gateway,
        ["currency"] = payment.Amount.Currency.Code,
        ["amount"] = payment.Amount.ToAmountString(),
        ["appliesTo"] = Applies(payment.AppliesTo),
        ["applied"] = payment.Applied.ToAmountString(),
        ["unapplied"] = payment.Unapplied.ToAmountString(),
    };

    private static JsonObject Applies(AppliesTo applies) => new() { ["kind"] = applies.Kind.ToString(), ["number"] = applies.Number };

    private static JsonArray Array<T>(IReadOnlyList<T> items, Func<T, JsonNode?> write) => new([.. items.Select(write)]);

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Set(JsonObject target, string key, JsonNode? value)
    {
        if (value is not null)
        {
            target[key] = value;
        }
    }
}
