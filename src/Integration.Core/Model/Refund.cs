namespace ErpSync.Model;

/// <summary>One refund of an order: what is credited. Money moves by the payments that name it.</summary>
public sealed record Refund
{
    /// <summary>Id in the source.</summary>
    public required string Id { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Order lines given back.</summary>
    public IReadOnlyList<RefundLine> Lines { get; init; } = [];

    /// <summary>Shipping given back.</summary>
    public IReadOnlyList<RefundShipping> Shipping { get; init; } = [];

    /// <summary>Amounts beyond the parts: positive = paid back on top, negative = kept back.</summary>
    public IReadOnlyList<MoneyPair> Adjustments { get; init; } = [];

    /// <summary>Cash rounding, signed, or null.</summary>
    public MoneyPair? CashRounding { get; init; }

    /// <summary>Id of the return it belongs to, or null.</summary>
    public string? ReturnId { get; init; }
}
