namespace ErpSync.Model.Sides;

/// <summary>A shipping refund reduced to one side of the money pair.</summary>
internal sealed record SideRefundShipping(string ShippingLineId, decimal Amount, decimal Tax);
