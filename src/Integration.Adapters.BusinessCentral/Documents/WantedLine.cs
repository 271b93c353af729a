using System.Text.Json.Nodes;
using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Model;

namespace ErpSync.Adapters.BusinessCentral.Documents;

/// <summary>A document line as it must be. Fields are written in the order in which the service validates them: a later quantity would reset an earlier price.</summary>
internal sealed record WantedLine(string LineType, string Object, string Field)
{
    public const string Item = "Item";
    public const string Account = "Account";
    public const string Comment = "Comment";

    private const int DescriptionLength = 100;

    /// <summary>Number that the line has, or is to get, in the document.</summary>
    public int? Number { get; init; }

    public Guid? Variant { get; init; }

    public Guid? Location { get; init; }

    public string? Unit { get; init; }

    public decimal Quantity { get; init; }

    public decimal UnitPrice { get; init; }

    public decimal Discount { get; init; }

    public string? TaxCode { get; init; }

    public string? Text { get; init; }

    /// <summary>Sum of the tax rates, to convert a price when the service wants the other convention.</summary>
    public decimal TaxRate { get; init; }

    public bool SameObject(BcEntity line) =>
        line.Text(BcFields.LineType) == LineType
        && (LineType == Comment || line.Text(BcFields.LineObjectNumber) == Object)
        && (Variant is null || line.Guid(BcFields.ItemVariantId) == Variant);

    public bool SameContent(BcEntity line) => SameObject(line) && Changes(line).Count == 0;

    public JsonObject ToJson(int? sequence = null)
    {
        var json = new JsonObject();
        if (sequence is { } number)
        {
            json[BcFields.Sequence] = number;
        }

        json[BcFields.LineType] = LineType;
        if (LineType != Comment)
        {
            json[BcFields.LineObjectNumber] = Object;
            Set(json, BcFields.ItemVariantId, Variant?.ToString("D"));
            Set(json, BcFields.LocationId, Location?.ToString("D"));
            Set(json, BcFields.UnitOfMeasureCode, Unit);
            Set(json, BcFields.TaxCode, TaxCode);
            json[BcFields.Quantity] = Quantity;
            json[BcFields.UnitPrice] = UnitPrice;
            if (Discount != 0)
            {
                json[BcFields.DiscountAmount] = Discount;
            }
        }

        Set(json, BcFields.Description, Text is null ? null : BcText.Cut(Text, DescriptionLength));
        return json;
    }

    /// <summary>What has to be written to bring an existing line of the same object to this state; empty when nothing.</summary>
    public JsonObject Changes(BcEntity line)
    {
        var json = new JsonObject();
        if (LineType != Comment)
        {
            if (Location is { } location && line.Guid(BcFields.LocationId) != location)
            {
                json[BcFields.LocationId] = location.ToString("D");
            }

            var changesUnit = Unit is { } unit && line.Text(BcFields.UnitOfMeasureCode) != unit;
            if (changesUnit)
            {
                json[BcFields.UnitOfMeasureCode] = Unit;
            }

            if (TaxCode is { } tax && line.Text(BcFields.TaxCode) != tax)
            {
                json[BcFields.TaxCode] = tax;
            }

            var changesQuantity = line.Decimal(BcFields.Quantity) != Quantity;
            if (changesQuantity)
            {
                json[BcFields.Quantity] = Quantity;
            }

            if (changesUnit || changesQuantity || json.Count > 0 || line.Decimal(BcFields.UnitPrice) != UnitPrice || line.Decimal(BcFields.DiscountAmount) != Discount)
            {
                json[BcFields.UnitPrice] = UnitPrice;
                json[BcFields.DiscountAmount] = Discount;
            }
        }

        if (Text is not null && BcText.Cut(Text, DescriptionLength) is var text && line.Text(BcFields.Description) != text)
        {
            json[BcFields.Description] = text;
        }

        return json;
    }

    /// <summary>The same line with prices in the other convention. The line total with tax moves by less than the minor unit; the document's rounding line takes it up.</summary>
    public WantedLine InConvention(bool linesIncludeTax, bool serviceIncludesTax, Currency currency)
    {
        if (linesIncludeTax == serviceIncludesTax || TaxRate == 0 || LineType == Comment)
        {
            return this;
        }

        var factor = serviceIncludesTax ? 1 + TaxRate : 1 / (1 + TaxRate);
        return this with
        {
            UnitPrice = decimal.Round(UnitPrice * factor, 5, MidpointRounding.AwayFromZero),
            Discount = currency.Round(Discount * factor),
        };
    }

    private static void Set(JsonObject json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json[name] = value;
        }
    }
}
