namespace Benchmarks.Orders;

/// <summary>Cost of reading one order.</summary>
/// <param name="Name">Which.</param>
/// <param name="JsonBytes">Size of its JSON.</param>
/// <param name="Lines">Lines of the canonical order.</param>
/// <param name="Nanoseconds">Time an order, the median of several runs.</param>
/// <param name="AllocatedBytes">Managed bytes an order.</param>
internal sealed record OrderResult(string Name, int JsonBytes, int Lines, double Nanoseconds, double AllocatedBytes);
