using System.Globalization;
using System.Text.Json.Nodes;
using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.BusinessCentral.Documents;

/// <summary>Turns a canonical document into what is written, and refuses what Business Central could not store.</summary>
internal sealed class DocumentBuilder(BusinessCentralOptions options, BcCompany company, InvoiceApplication application)
{
    public const int ExternalNumberLength = 35;
    private const int ItemNumberLength = 20;

    public static string ExternalNumber(string number)
    {
        var code = BcText.Code(number, ExternalNumberLength, "externalNumber");
        return code.Length > 0 ? code : throw BcException.Of(FaultKind.Invalid, "bc.external-number-missing", "The document has no external number.", "Give the document the order name.", "externalNumber");
    }

    /// <summary>The customer of a document, or null when it has none and none is set for such documents.</summary>
    public string? CustomerNumber(SalesDocument document) =>
        (document.Customer?.Number ?? options.GuestCustomerNumber) is { } number ? BcText.Code(number, 20, "customer.number") : null;

    public async Task<WantedDocument> BuildAsync(SalesDocument document, CancellationToken ct)
    {
        var sets = DocumentSets.Of(document.Kind);
        var external = ExternalNumber(document.ExternalNumber);
        var header = Header(document, sets, external);
        if (document.AppliesTo is { Kind: SalesDocumentKind.SalesInvoice } applies && sets.Kind == SalesDocumentKind.CreditMemo
            && BcText.Code(applies.Number, 20, "appliesTo.number") is var invoice && await application.IsOpenAsync(invoice, ct).ConfigureAwait(false))
        {
            header[BcFields.InvoiceNumber] = invoice;
        }

        var lines = new List<WantedLine>(document.Lines.Count);
        for (var index = 0; index < document.Lines.Count; index++)
        {
            lines.Add(await LineAsync(document, document.Lines[index], index, ct).ConfigureAwait(false));
        }

        return lines.Count > 0
            ? new WantedDocument(sets, external, header, lines, document)
            : throw BcException.Of(FaultKind.Invalid, "bc.no-lines", $"Document {external} has no lines.", "A document without lines is not written.", "lines");
    }

    private JsonObject Header(SalesDocument document, DocumentSets sets, string external)
    {
        var customer = CustomerNumber(document)
            ?? throw BcException.Of(FaultKind.Invalid, "bc.customer-unresolved", $"Document {external} has no customer.", "Set GuestCustomerNumber or let the customer be written first.", "customer");
        var header = new JsonObject
        {
            [BcFields.ExternalDocumentNumber] = external,
            [sets.DateField] = Date(document.DocumentDate),
            [BcFields.PostingDate] = Date(document.PostingDate),
            [BcFields.CustomerNumber] = customer,
            [BcFields.CurrencyCode] = document.Currency.Code,
        };
        if (sets.WritesPricesIncludeTax)
        {
            header[BcFields.PricesIncludeTax] = document.PricesIncludeTax;
        }

        if (document.DueDate is { } due && sets.Kind != SalesDocumentKind.SalesOrder)
        {
            header[BcFields.DueDate] = Date(due);
        }

        if (document.CustomerReference is { Length: > 0 } reference && sets.Kind == SalesDocumentKind.SalesInvoice)
        {
            header[BcFields.CustomerPurchaseOrderReference] = BcText.Exact(reference, 35, "customerReference");
        }

        if (document.Email is { Length: > 0 } email)
        {
            header[BcFields.Email] = BcText.Exact(email, 80, "email");
        }

        if (document.BillTo is { } billTo)
        {
            Address(header, BcFields.SellTo, billTo, "billTo");
        }

        if (document.ShipTo is { } shipTo && sets.HasShipTo)
        {
            var name = shipTo.Company is { Length: > 0 } firm ? firm : shipTo.Name;
            if (!string.IsNullOrWhiteSpace(name))
            {
                header[BcFields.ShipToName] = BcText.Cut(name, 100);
            }

            header[BcFields.ShipToContact] = shipTo.Company is { Length: > 0 } && shipTo.Name is { Length: > 0 } contact ? BcText.Cut(contact, 100) : "";

            Address(header, BcFields.ShipTo, shipTo, "shipTo");
        }

        return header;
    }

    /// <summary>An address is written as a whole: a part it does not have would otherwise be the customer's, or an earlier address's.</summary>
    private static void Address(JsonObject header, Func<string, string> name, Address address, string field)
    {
        header[name("AddressLine1")] = BcText.Cut(address.Line1, 100);
        header[name("AddressLine2")] = BcText.Cut(address.Line2, 50);
        header[name("City")] = BcText.Exact(address.City, 30, field + ".city");
        header[name("Country")] = BcText.Code(address.Country, 10, field + ".country");
        header[name("State")] = BcText.Exact(address.Region, 30, field + ".region");
        header[name("PostCode")] = BcText.Code(address.PostalCode, 20, field + ".postalCode");
    }

    private string? TaxCode(DocumentTax tax) =>
        options.TaxCodes.TryGetValue(string.Create(CultureInfo.InvariantCulture, $"{tax.Code}@{tax.Rate / 1.000000000000m}"), out var byRate) ? byRate
        : options.TaxCodes.TryGetValue(tax.Code, out var byCode) ? byCode
        : null;

    private async Task<WantedLine> LineAsync(SalesDocument document, SalesDocumentLine line, int index, CancellationToken ct)
    {
        var field = $"lines[{index}]";
        switch (line.Type)
        {
            case SalesDocumentLineType.Comment:
                return new WantedLine(WantedLine.Comment, "", field) { Text = line.Text ?? "", Number = line.LineNumber };
            case SalesDocumentLineType.Item:
                var item = BcText.Code(line.Item, int.MaxValue, field + ".item");
                if (item.Length > ItemNumberLength)
                {
                    throw BcException.Of(FaultKind.Invalid, "bc.too-long", $"{field}.item '{item}' has {item.Length} characters; Business Central stores at most {ItemNumberLength}.",
                        "Map the SKU to the item's number in Business Central (DocumentSettings.Items), or shorten it in the shop; then retry.", field + ".item");
                }

                if (item.Length == 0)
                {
                    throw BcException.Of(FaultKind.Invalid, "bc.item-unresolved", $"Line {index + 1} names no item.", "Map the article to an item number.", field + ".item");
                }

                return Valued(document, line, new WantedLine(WantedLine.Item, item, field)) with
                {
                    Variant = line.Variant is { Length: > 0 } variant
                        ? await company.VariantAsync(item, BcText.Code(variant, 10, field + ".variant"), field + ".variant", ct).ConfigureAwait(false)
                        : null,
                    Location = await LocationAsync(line, field, ct).ConfigureAwait(false),
                    Unit = line.UnitOfMeasure is { Length: > 0 } unit ? BcText.Code(unit, 10, field + ".unitOfMeasure") : null,
                };
            case SalesDocumentLineType.AccountRole:
                var account = BcText.Code(line.Account, 20, field + ".account");
                if (account.Length == 0)
                {
                    throw BcException.Of(FaultKind.Invalid, "bc.unmapped-role", $"Line {index + 1}: no account is mapped to the role {line.Role ?? "(none)"}.",
                        "Map the role to an account number in the chart of accounts.", field + ".account");
                }

                return Valued(document, line, new WantedLine(WantedLine.Account, account, field));
            default:
                throw BcException.Of(FaultKind.Invalid, "bc.line-type-unsupported", $"Line {index + 1}: API v2.0 cannot assign item charges.", "Map the charge to an account role.", field + ".type");
        }
    }

    private WantedLine Valued(SalesDocument document, SalesDocumentLine line, WantedLine wanted) => wanted with
    {
        Number = line.LineNumber,
        Quantity = line.Quantity,
        UnitPrice = decimal.Round(line.UnitPrice.Amount, 5, MidpointRounding.AwayFromZero),
        Discount = document.Currency.Round(line.Discount.Amount),
        TaxCode = line.Tax.Select(TaxCode).FirstOrDefault(code => code is not null) is { } mapped ? BcText.Code(mapped, 20, wanted.Field + ".tax")
            : line.Tax.All(tax => tax.Rate == 0) && options.UntaxedTaxCode is { Length: > 0 } untaxed ? BcText.Code(untaxed, 20, wanted.Field + ".tax")
            : null,
        TaxRate = line.Tax.Sum(tax => tax.Rate),
        Text = line.Text,
    };

    private async Task<Guid?> LocationAsync(SalesDocumentLine line, string field, CancellationToken ct)
    {
        if (line.Location is not { Length: > 0 } location)
        {
            return null;
        }

        var code = options.LocationMap.TryGetValue(location, out var mapped) ? mapped : location;
        return await company.LocationAsync(BcText.Code(code, 10, field + ".location"), field + ".location", ct).ConfigureAwait(false);
    }

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
