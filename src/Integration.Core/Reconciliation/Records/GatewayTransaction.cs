using ErpSync.Model;

namespace ErpSync.Reconciliation.Records;

/// <summary>A balance transaction of a payment gateway.</summary>
public sealed record GatewayTransaction
{
    /// <summary>Id of the transaction.</summary>
    public required string Id { get; init; }

    /// <summary>Payout that carries it, or null while it waits for one.</summary>
    public string? PayoutId { get; init; }

    /// <summary>Kind as the gateway names it, for example <c>charge</c>.</summary>
    public required string Type { get; init; }

    /// <summary>When it changed the balance.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Currency of the amounts.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Amount before fees, negative for money that leaves.</summary>
    public required decimal Gross { get; init; }

    /// <summary>Fee, positive when it reduces the balance.</summary>
    public decimal Fee { get; init; }

    /// <summary>Effect on the balance: <see cref="Gross"/> less <see cref="Fee"/>.</summary>
    public decimal Net => Gross - Fee;
}
