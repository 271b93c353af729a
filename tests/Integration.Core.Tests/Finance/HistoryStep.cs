namespace ErpSync.Core.Tests.Finance;

/// <summary>Something that may happen.</summary>
/// <param name="Kind">What.</param>
/// <param name="Order">To which order, modulo their number.</param>
/// <param name="Which">To which line, payment or dispute of it.</param>
/// <param name="Percent">How much.</param>
internal sealed record HistoryStep(int Kind, int Order, int Which, int Percent);
