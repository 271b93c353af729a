namespace ErpSync.Model.Sides;

/// <summary>A refund reduced to one side of the money pair.</summary>
internal sealed class SideRefund
{
    public required Refund Source { get; init; }

    public required SideRefundLine[] Lines { get; init; }

    public required SideRefundShipping[] Shipping { get; init; }

    public required decimal[] Adjustments { get; init; }

    public required decimal CashRounding { get; init; }

    public string? Missing { get; init; }

    public string Id => Source.Id;

    public bool HasAdjustment => Array.Exists(Adjustments, static amount => amount != 0m);
}
