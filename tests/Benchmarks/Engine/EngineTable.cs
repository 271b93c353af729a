using System.Globalization;

namespace Benchmarks.Engine;

/// <summary>Prints what was measured.</summary>
internal static class EngineTable
{
    private static readonly string[] Head = ["store", "plan", "signals", "subjects", "signals/s", "raw/s", "of raw", "applied", "superseded", "heap MB 10%→100%", "set MB 10%→100%"];

    public static void Print(IReadOnlyList<EngineResult> results)
    {
        var rows = results.Select(Row).Prepend(Head).ToList();
        var widths = Enumerable.Range(0, Head.Length).Select(column => rows.Max(row => row[column].Length)).ToList();
        foreach (var row in rows)
        {
            Console.WriteLine(string.Join("  ", row.Select((cell, column) => column < 2 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))));
        }
    }

    private static string[] Row(EngineResult result) =>
    [
        result.Case.Store, result.Case.Plan, Text(result.Case.Signals), Text(result.Case.Subjects), Text(result.SignalsPerSecond),
        result.RawSignalsPerSecond is { } raw ? Text(raw) : "–",
        result.ShareOfRaw is { } share ? share.ToString("P0", CultureInfo.InvariantCulture) : "–",
        Text(result.Applied), Text(result.Superseded),
        $"{Text(result.Memory[0].HeapMegabytes)}→{Text(result.Memory[^1].HeapMegabytes)}",
        $"{Text(result.Memory[0].WorkingSetMegabytes)}→{Text(result.Memory[^1].WorkingSetMegabytes)}",
    ];

    private static string Text(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
