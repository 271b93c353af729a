using ErpSync.Planning;

namespace ErpSync.Engine;

/// <summary>What the booking of an order led to.</summary>
/// <param name="FollowUps">Stock that must be told again.</param>
/// <param name="Refusals">Units that could not be claimed.</param>
internal sealed record OrderBooking(IReadOnlyList<FollowUp> FollowUps, IReadOnlyList<StockRefusal> Refusals)
{
    public static OrderBooking Nothing { get; } = new([], []);
}
