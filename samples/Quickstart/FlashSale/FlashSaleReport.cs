using System.Text.Json.Serialization;
using Quickstart.Books;

namespace Quickstart.FlashSale;

/// <summary>How the sale ended. Everything but the ledger's and the demand data's figures is from the systems' own books.</summary>
internal sealed record FlashSaleReport
{
    /// <summary>Units in the ERP.</summary>
    public required decimal Owned { get; init; }

    /// <summary>Most units that were claimed at a time, by the ledger's entries.</summary>
    public required decimal PeakClaimed { get; init; }

    public required IReadOnlyList<FlashSaleFigures> Channels { get; init; }

    /// <summary>Open cases that say that an order could not be claimed.</summary>
    public required long RefusedCases { get; init; }

    public required SignalFigures Signals { get; init; }

    public required LedgerFigures Ledger { get; init; }

    public long FaultsInjected { get; init; }

    public double Seconds { get; init; }

    public decimal Promised => Channels.Sum(channel => channel.Promised);

    /// <summary>Whether nothing was promised twice, nothing was lost, and what was refused is in the demand data.</summary>
    public bool Agreed => Promised <= Owned && PeakClaimed <= Owned && Ledger.Ties && Signals.Waiting == 0
        && RefusedCases == Channels.Sum(channel => channel.RefusedOrders)
        && Channels.All(channel => channel.Ordered - channel.Cancelled == channel.Promised + channel.Refused
            && channel.RefusedInDemand == channel.Refused && channel.Demand == channel.Promised);
}

/// <summary>One channel.</summary>
/// <param name="Channel">Connection id.</param>
/// <param name="Orders">Orders in the shop.</param>
/// <param name="Ordered">Units they ask for.</param>
/// <param name="Cancelled">Of these, units of orders that customers cancelled.</param>
/// <param name="Promised">Units in the ERP's orders.</param>
/// <param name="RefusedOrders">Orders that stand in the shop and are not in the ERP.</param>
/// <param name="Refused">Their units.</param>
/// <param name="RefusedInDemand">Of these, units that the demand data has as denied.</param>
/// <param name="Demand">The demand row's <c>y</c>: accepted, less cancelled.</param>
/// <param name="Denied">The demand row's denied units: also of orders that were cancelled, or promised later.</param>
/// <param name="SoldOutAfter">Seconds from the start until it was told that nothing is left; null when it never was.</param>
internal sealed record FlashSaleFigures(
    string Channel, int Orders, decimal Ordered, decimal Cancelled, decimal Promised, int RefusedOrders, decimal Refused, decimal RefusedInDemand, decimal Demand, decimal Denied,
    double? SoldOutAfter);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FlashSaleReport))]
internal sealed partial class FlashSaleJson : JsonSerializerContext;
