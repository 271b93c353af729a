namespace ErpSync.Sandbox.Shopify;

/// <summary>An order as the shop knows it, read past the API.</summary>
public sealed record ShopOrder
{
    /// <summary>Number, the tail of the global id.</summary>
    public required long Id { get; init; }

    /// <summary>Name, for example <c>#1001</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Last change, whole seconds.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whether it was cancelled.</summary>
    public required bool IsCancelled { get; init; }

    /// <summary>Whether it is a test order.</summary>
    public required bool IsTest { get; init; }

    /// <summary>Currency the buyer saw.</summary>
    public required string PresentmentCurrency { get; init; }

    /// <summary>Total at placement, in shop currency.</summary>
    public required decimal OriginalTotal { get; init; }

    /// <summary>Total after edits and refunds, in shop currency.</summary>
    public required decimal CurrentTotal { get; init; }

    /// <summary>Total after edits and refunds, in presentment currency.</summary>
    public required decimal CurrentPresentmentTotal { get; init; }

    /// <summary>Money received less money paid back, in shop currency.</summary>
    public required decimal NetPayment { get; init; }

    /// <summary>Lines.</summary>
    public required IReadOnlyList<ShopOrderLine> Lines { get; init; }

    /// <summary>Numbers of the shipping lines.</summary>
    public required IReadOnlyList<long> ShippingLineIds { get; init; }

    /// <summary>Refunds, oldest first.</summary>
    public required IReadOnlyList<ShopRefund> Refunds { get; init; }

    /// <summary>Shipments, oldest first.</summary>
    public required IReadOnlyList<ShopFulfilment> Fulfilments { get; init; }
}
