using ErpSync.Model;

namespace ErpSync.Planning.Payouts;

/// <summary>What is known about one dispute.</summary>
/// <param name="Dispute">The dispute, or null when the source no longer has it.</param>
/// <param name="Booked">The journal that booked its loss, or null.</param>
public sealed record DisputeReading(PaymentDispute? Dispute, WrittenRecord? Booked);
