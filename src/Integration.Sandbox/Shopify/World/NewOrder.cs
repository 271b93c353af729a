namespace ErpSync.Sandbox.Shopify;

/// <summary>An order that a customer places. Amounts are in shop currency; the presentment side is converted and rounded by itself.</summary>
public sealed record NewOrder
{
    /// <summary>Lines, 1 to 500.</summary>
    public required IReadOnlyList<NewOrderLine> Lines { get; init; }

    /// <summary>Shipping lines. Default none.</summary>
    public IReadOnlyList<NewShippingLine> ShippingLines { get; init; } = [];

    /// <summary>Discounts, line discounts first. Default none.</summary>
    public IReadOnlyList<NewDiscount> Discounts { get; init; } = [];

    /// <summary>Tip, a line of its own titled "Tip". Default 0.</summary>
    public decimal Tip { get; init; }

    /// <summary>Customer account; null for a guest.</summary>
    public NewCustomer? Customer { get; init; }

    /// <summary>E-mail address on the order; default that of the customer.</summary>
    public string? Email { get; init; }

    /// <summary>Ship-to address; default the customer's.</summary>
    public ShopAddress? ShippingAddress { get; init; }

    /// <summary>Bill-to address; default the ship-to address.</summary>
    public ShopAddress? BillingAddress { get; init; }

    /// <summary>Currency the buyer saw, one that the shop has a rate for; default the shop currency.</summary>
    public string? PresentmentCurrency { get; init; }

    /// <summary>Whether prices include tax; default the shop's setting.</summary>
    public bool? TaxesIncluded { get; init; }

    /// <summary>How the part not paid by gift card is paid. Default <see cref="NewPaymentKind.Sale"/>.</summary>
    public NewPaymentKind Payment { get; init; }

    /// <summary>Gateway of that payment. Default <c>shopify_payments</c>; for <see cref="NewPaymentKind.Pending"/> <c>Bank Deposit</c>.</summary>
    public string? Gateway { get; init; }

    /// <summary>Part paid with a gift card, at most the total. Default 0.</summary>
    public decimal GiftCardRedeemed { get; init; }

    /// <summary>Days until payment is due; null for payment at once.</summary>
    public int? PaymentTermsDays { get; init; }

    /// <summary>Note of the buyer.</summary>
    public string? Note { get; init; }

    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Custom attributes.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes { get; init; } = [];

    /// <summary>Purchase order number.</summary>
    public string? PoNumber { get; init; }

    /// <summary>Sales channel. Default <c>web</c>.</summary>
    public string SourceName { get; init; } = "web";

    /// <summary>A test order, which no books may contain. Default false.</summary>
    public bool Test { get; init; }
}
