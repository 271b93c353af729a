namespace ErpSync.Model.Sides;

/// <summary>A refund line reduced to one side of the money pair.</summary>
internal sealed record SideRefundLine(RefundLine Source, decimal Subtotal, decimal Tax)
{
    public string LineId => Source.LineId;

    public int Quantity => Source.Quantity;

    /// <summary>Cancelled units were never shipped: they are edited away, never credited.</summary>
    public bool IsCredit => Source.RestockType != RestockType.Cancel;
}
