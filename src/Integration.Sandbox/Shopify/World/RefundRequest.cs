namespace ErpSync.Sandbox.Shopify;

/// <summary>A refund that staff make.</summary>
public sealed record RefundRequest
{
    /// <summary>Lines. Default none.</summary>
    public IReadOnlyList<RefundLineRequest> Lines { get; init; } = [];

    /// <summary>Shipping. Default none.</summary>
    public IReadOnlyList<RefundShippingRequest> Shipping { get; init; } = [];

    /// <summary>Paid back beyond the parts (positive) or kept back, as a restocking fee (negative), in shop currency. Default 0.</summary>
    public decimal Adjustment { get; init; }

    /// <summary>How the money moves. Default <see cref="RefundMoney.Paid"/>.</summary>
    public RefundMoney Money { get; init; }

    /// <summary>Note of staff.</summary>
    public string? Note { get; init; }

    /// <summary>Return that this refund settles.</summary>
    public long? ReturnId { get; init; }
}
