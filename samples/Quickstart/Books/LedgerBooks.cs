using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Quickstart.Books;

/// <summary>What the ERP itself says, read over its own API.</summary>
internal sealed record LedgerBooks(
    IReadOnlyList<ErpBookDocument> Orders,
    IReadOnlyList<ErpBookDocument> Invoices,
    IReadOnlyList<ErpBookDocument> CreditMemos,
    IReadOnlyList<ErpBookShipment> Shipments,
    IReadOnlyList<ErpBookPayment> Payments,
    IReadOnlyDictionary<string, decimal> Inventory)
{
    private const string ReceivablesAccount = ErpSync.Sandbox.BusinessCentral.ErpAccounts.Receivables;

    public static async Task<LedgerBooks> ReadAsync(HttpClient http, Uri company, string token, string roundingAccount, CancellationToken ct)
    {
        var reader = new Reader(http, company, token, ct);
        return new LedgerBooks(
            await reader.DocumentsAsync("salesOrders", "salesOrderLines", "number", roundingAccount).ConfigureAwait(false),
            await reader.DocumentsAsync("salesInvoices", "salesInvoiceLines", "orderNumber", roundingAccount).ConfigureAwait(false),
            await reader.DocumentsAsync("salesCreditMemos", "salesCreditMemoLines", "number", roundingAccount).ConfigureAwait(false),
            [.. (await reader.AllAsync("salesShipments?$expand=salesShipmentLines").ConfigureAwait(false)).Select(shipment => new ErpBookShipment(
                Text(shipment, "externalDocumentNumber"), new BookParcel(Text(shipment, "number"), Units(shipment))))],
            [.. (await reader.AllAsync($"generalLedgerEntries?$filter=documentType eq 'Payment' and accountNumber eq '{ReceivablesAccount}'").ConfigureAwait(false))
                .Select(entry => new ErpBookPayment(Text(entry, "documentNumber"), (decimal)entry["creditAmount"]! - (decimal)entry["debitAmount"]!))],
            (await reader.AllAsync("items?$select=number,inventory").ConfigureAwait(false))
                .ToDictionary(item => Text(item, "number"), item => (decimal)item["inventory"]!, StringComparer.Ordinal));
    }

    private static Dictionary<string, decimal> Units(JsonNode shipment) => shipment["salesShipmentLines"]!.AsArray()
        .Where(line => Text(line!, "lineType") == "Item" && (decimal)line!["quantity"]! != 0)
        .GroupBy(line => Text(line!, "lineObjectNumber"), StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Sum(line => (decimal)line!["quantity"]!), StringComparer.Ordinal);

    private static string Text(JsonNode node, string name) => (string?)node[name] ?? "";

    private sealed class Reader(HttpClient http, Uri company, string token, CancellationToken ct)
    {
        public async Task<IReadOnlyList<ErpBookDocument>> DocumentsAsync(string set, string lines, string orderNumber, string roundingAccount) =>
            [.. (await AllAsync($"{set}?$expand={lines}").ConfigureAwait(false)).Select(document => new ErpBookDocument(
                Text(document, "number"),
                Text(document, orderNumber),
                Text(document, "externalDocumentNumber"),
                Text(document, "status"),
                Text(document, "currencyCode"),
                (decimal)document["totalAmountIncludingTax"]!,
                document[lines]!.AsArray().Count,
                document[lines]!.AsArray().Where(line => Text(line!, "lineObjectNumber") == roundingAccount).Sum(line => (decimal)line!["amountIncludingTax"]!)))];

        public async Task<IReadOnlyList<JsonNode>> AllAsync(string path)
        {
            var all = new List<JsonNode>();
            Uri? next = new(company.AbsoluteUri.TrimEnd('/') + "/" + path);
            while (next is not null)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, next);
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                using var response = await http.SendAsync(request, ct).ConfigureAwait(false);
                response.EnsureSuccessStatusCode();
                var page = (await JsonNode.ParseAsync(await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false), cancellationToken: ct).ConfigureAwait(false))!;
                all.AddRange(page["value"]!.AsArray().Select(node => node!));
                next = (string?)page["@odata.nextLink"] is { } link ? new Uri(link) : null;
            }

            return all;
        }
    }
}

/// <summary>A document as the ERP's books show it.</summary>
internal sealed record ErpBookDocument(string Number, string OrderNumber, string ExternalNumber, string Status, string Currency, decimal Total, int Lines, decimal Rounding);

/// <summary>A posted shipment as the ERP's books show it.</summary>
internal sealed record ErpBookShipment(string ExternalNumber, BookParcel Parcel);

/// <summary>A receipt in the ledger: what it took off the receivables.</summary>
internal sealed record ErpBookPayment(string Number, decimal Amount);
