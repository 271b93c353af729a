namespace ErpSync.Inventory;

/// <summary>The order a reservation rule decides about.</summary>
/// <param name="Order">Order id.</param>
/// <param name="Channel">Channel it came from, or null.</param>
/// <param name="Pool">Pool it sells from.</param>
/// <param name="Priority">Its priority; 100 unless stated.</param>
public sealed record ReservationSubject(string Order, string? Channel, string Pool, int Priority);
