namespace Benchmarks.Neighbours;

/// <summary>The message.</summary>
/// <param name="Key">Key by which it is ordered.</param>
/// <param name="Number">Number of the message.</param>
/// <param name="Body">A kilobyte.</param>
public sealed record ParcelMessage(int Key, int Number, string Body);
