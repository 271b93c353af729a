using System.Globalization;

namespace ErpSync.Reconciliation.Output;

/// <summary>Charts as SVG.</summary>
internal static class Chart
{
    private const int Width = 720;
    private const int Row = 24;
    private const int Label = 230;

    /// <summary>Horizontal bars.</summary>
    public static string Bars(IReadOnlyList<(string Label, decimal Value, string Text)> bars)
    {
        var most = bars.Count == 0 ? 1m : Math.Max(1m, bars.Max(static bar => Math.Abs(bar.Value)));
        var rows = bars.Select((bar, i) => string.Create(CultureInfo.InvariantCulture,
            $"<text x=\"{Label - 8}\" y=\"{(i * Row) + 16}\" text-anchor=\"end\">{Html.Text(bar.Label)}</text><rect class=\"{(bar.Value < 0m ? "down" : "up")}\" x=\"{Label}\" y=\"{(i * Row) + 4}\" width=\"{Length(bar.Value, most)}\" height=\"16\"/><text x=\"{Label + 6 + Length(bar.Value, most)}\" y=\"{(i * Row) + 16}\">{Html.Text(bar.Text)}</text>"));
        return Frame(bars.Count, string.Concat(rows));
    }

    /// <summary>From an opening balance over movements to a closing balance.</summary>
    public static string Waterfall(IReadOnlyList<(string Label, decimal Value, bool IsBalance, string Text)> steps)
    {
        var ends = new List<(decimal From, decimal To)>();
        var level = 0m;
        foreach (var step in steps)
        {
            var from = step.IsBalance ? 0m : level;
            level = step.IsBalance ? step.Value : level + step.Value;
            ends.Add((from, level));
        }

        var least = Math.Min(0m, ends.Min(static end => Math.Min(end.From, end.To)));
        var span = Math.Max(1m, ends.Max(static end => Math.Max(end.From, end.To)) - least);
        var rows = steps.Select((step, i) =>
        {
            var left = Label + Length(Math.Min(ends[i].From, ends[i].To) - least, span);
            var length = Math.Max(1, Length(ends[i].To - ends[i].From, span));
            return string.Create(CultureInfo.InvariantCulture,
                $"<text x=\"{Label - 8}\" y=\"{(i * Row) + 16}\" text-anchor=\"end\">{Html.Text(step.Label)}</text><rect class=\"{(step.IsBalance ? "balance" : step.Value < 0m ? "down" : "up")}\" x=\"{left}\" y=\"{(i * Row) + 4}\" width=\"{length}\" height=\"16\"/><text x=\"{left + length + 6}\" y=\"{(i * Row) + 16}\">{Html.Text(step.Text)}</text>");
        });
        return Frame(steps.Count, string.Concat(rows));
    }

    private static int Length(decimal value, decimal whole) => (int)(Math.Abs(value) * (Width - Label - 110) / whole);

    private static string Frame(int rows, string content) => string.Create(CultureInfo.InvariantCulture,
        $"<svg viewBox=\"0 0 {Width} {(rows * Row) + 4}\" width=\"{Width}\" role=\"img\">{content}</svg>");
}
