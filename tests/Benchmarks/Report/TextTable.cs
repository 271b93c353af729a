using System.Globalization;

namespace Benchmarks.Report;

/// <summary>A table for the console: the first columns left, numbers right.</summary>
internal sealed class TextTable(int leftColumns, params string[] head)
{
    private readonly List<string[]> _rows = [head];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void Print()
    {
        var widths = Enumerable.Range(0, _rows[0].Length).Select(column => _rows.Max(row => row[column].Length)).ToList();
        foreach (var row in _rows)
        {
            Console.WriteLine(string.Join("  ", row.Select((cell, at) => at < leftColumns ? cell.PadRight(widths[at]) : cell.PadLeft(widths[at]))).TrimEnd());
        }
    }

    public static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Fine(double value) => value.ToString("N1", CultureInfo.InvariantCulture);

    public static string Share(double value) => value.ToString("P0", CultureInfo.InvariantCulture);
}
