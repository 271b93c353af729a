using System.Globalization;

namespace Benchmarks.Reconciliation;

/// <summary>One measurement.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Elapsed">Time in the session.</param>
/// <param name="Made">Time to make the records alone; not part of <paramref name="Elapsed"/>.</param>
/// <param name="Matches">Matches found.</param>
/// <param name="Found">Order breaks found.</param>
/// <param name="Planted">Order breaks in the traffic.</param>
/// <param name="Breaks">Breaks of all sections.</param>
/// <param name="HeapKib">Live heap above the start after a tenth, half and all of the slices (one slice included).</param>
/// <param name="Loading">Time to load the tables of the join.</param>
/// <param name="Join">Time of the join.</param>
/// <param name="Differences">Rows the join reports.</param>
internal sealed record ReconcileResult(
    string Name, TimeSpan Elapsed, TimeSpan Made, int Matches, int Found, int Planted, int Breaks, IReadOnlyList<long> HeapKib, TimeSpan Loading, TimeSpan Join, long Differences)
{
    public void Print() => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"""
        {Name}: reconciled in {Elapsed.TotalSeconds:0.00} s (records made in {Made.TotalSeconds:0.00} s), {Matches:N0} matches, {Breaks:N0} breaks in all; {Found:N0} of {Planted:N0} planted order breaks found
          live heap after a tenth, half, all of the slices: {string.Join(", ", HeapKib.Select(static kib => kib.ToString("N0", CultureInfo.InvariantCulture) + " KiB"))}
          SQL: tables loaded in {Loading.TotalSeconds:0.00} s, joined in {Join.TotalSeconds:0.00} s, {Differences:N0} rows reported without a reason
        """));
}
