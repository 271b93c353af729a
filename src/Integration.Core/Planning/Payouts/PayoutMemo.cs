namespace ErpSync.Planning.Payouts;

/// <summary>What was booked for a payout, remembered on its link.</summary>
/// <param name="Net">Net amount.</param>
/// <param name="Currency">Currency.</param>
/// <param name="Open">What stays on the clearing account for a person, in words, or null.</param>
internal sealed record PayoutMemo(decimal Net, string Currency, string? Open);
