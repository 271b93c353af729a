using ErpSync.Finance.Accounts;
using ErpSync.Model;
using ErpSync.Planning.Documents.Settings;

namespace ErpSync.Planning.Documents.Run;

/// <summary>A document line while its document is being built.</summary>
internal sealed record DraftLine
{
    public required SalesDocumentLineType Type { get; init; }

    public string? SourceLine { get; init; }

    public ItemTarget? Item { get; init; }

    public AccountRole? Role { get; init; }

    public string? Charge { get; init; }

    public string? Location { get; init; }

    public string? Reason { get; init; }

    public string? GiftCard { get; init; }

    public string? Text { get; init; }

    public decimal Quantity { get; init; }

    public decimal UnitPrice { get; init; }

    public decimal Discount { get; init; }

    public decimal Amount { get; init; }

    /// <summary>Taxes the merchant owes; those of a channel are kept beside the lines.</summary>
    public DraftTax[] Taxes { get; init; } = [];

    public static DraftLine Comment(string text) => new() { Type = SalesDocumentLineType.Comment, Text = text };

    public static DraftLine OfRole(AccountRole role, decimal amount, decimal quantity = 1m) => new()
    {
        Type = SalesDocumentLineType.AccountRole,
        Role = role,
        Quantity = quantity,
        UnitPrice = amount / quantity,
        Amount = amount,
    };

    public static DraftLine Of(LineTarget target) => new() { Type = target.Type, Item = target.Item, Role = target.Role, Charge = target.Charge };

    public SalesDocumentLine ToLine(Currency currency, bool withTaxAmounts) => new()
    {
        Type = Type,
        SourceLine = SourceLine,
        Item = Item?.Item,
        Variant = Item?.Variant,
        UnitOfMeasure = Item?.UnitOfMeasure,
        Location = Location,
        Reason = Reason,
        Role = Role?.ToString(),
        GiftCard = GiftCard,
        Charge = Charge,
        Assignment = Type == SalesDocumentLineType.ItemCharge ? "Equally" : null,
        Text = Text,
        Quantity = Quantity,
        UnitPrice = new Money(UnitPrice, currency),
        Discount = new Money(Discount, currency),
        Amount = new Money(Amount, currency),
        Tax = Taxes.Length == 0 ? [] : Array.ConvertAll(Taxes, tax => new DocumentTax(tax.Code, tax.Rate, withTaxAmounts ? new Money(tax.Amount, currency) : null)),
    };
}
