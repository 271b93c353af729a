using System.Text.Json;
using ErpSync.Golden.Runner;
using ErpSync.Model;
using ErpSync.Planning.Documents;

namespace ErpSync.Golden.Documents;

/// <summary>Reads documents that exist before the run.</summary>
internal static class WrittenReader
{
    public static WrittenDocument Read(Node node) => new()
    {
        Kind = node.Choice<SalesDocumentKind>("kind"),
        Number = node.Text("number"),
        Source = node.Child("source").Read(static source => new DocumentSource(source.Choice<DocumentSourceType>("type"), source.Text("id"))),
        Status = node.Choice<SalesDocumentStatus>("status"),
        CurrencyHandling = node.Choice<CurrencyHandling>("currencyHandling"),
        Lines = node.List("lines", static line => new WrittenLine(
            line.OptionalText("sourceLine"), line.Number("quantity"), line.Number("amount"), line.OptionalNumber("postedQuantity") ?? 0m)),
        PostedNumbers = node.Find("postedNumber") is not { } posted ? []
            : posted.ValueKind == JsonValueKind.Array ? [.. posted.EnumerateArray().Select(static number => number.GetString()!)]
            : [posted.GetString()!],
        OpenAmount = node.OptionalNumber("openAmount"),
        AbsorbedRefunds = node.Texts("absorbedRefunds"),
        InvoiceDiscount = node.OptionalNumber("invoiceDiscount"),
        SettledTransactions = node.Texts("settledTransactions"),
        TaxArea = node.OptionalText("taxArea"),
        TaxLiable = node.OptionalFlag("taxLiable"),
    };
}
