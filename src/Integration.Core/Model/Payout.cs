using System.Text.Json.Serialization;

namespace ErpSync.Model;

/// <summary>Money that a payment gateway sends to the bank, or takes from it, with everything it is made of.</summary>
public sealed record Payout
{
    /// <summary>Id in the source.</summary>
    public required string Id { get; init; }

    /// <summary>Number that people know it by; the last part of the id where the source has none.</summary>
    public required string Number { get; init; }

    /// <summary>Gateway as its payments name it, for example <c>shopify_payments</c>; see <see cref="Payment.Gateway"/>.</summary>
    public required string Gateway { get; init; }

    /// <summary>How far it is.</summary>
    public PayoutStatus Status { get; init; }

    /// <summary>When it was or will be issued.</summary>
    public DateTimeOffset IssuedAt { get; init; }

    /// <summary>What reaches the bank: positive for a deposit, negative for a withdrawal.</summary>
    public required Money Net { get; init; }

    /// <summary>Reference that the bank line carries, or null.</summary>
    public string? Reference { get; init; }

    /// <summary>What it is made of, without the transfer to the bank itself. Their nets add up to <see cref="Net"/>.</summary>
    public IReadOnlyList<BalanceTransaction> Transactions { get; init; } = [];

    /// <summary>Source document, or null.</summary>
    [JsonIgnore]
    public RawDocument? Raw { get; init; }
}
