using ErpSync.Model;

namespace ErpSync.Planning.Payouts;

/// <summary>What is known about one payout.</summary>
/// <param name="Payout">The payout, or null when the source no longer has it.</param>
/// <param name="Booked">The journal that booked it, or null.</param>
public sealed record PayoutReading(Payout? Payout, WrittenRecord? Booked);
