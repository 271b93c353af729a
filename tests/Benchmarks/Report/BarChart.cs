using System.Globalization;
using System.Net;
using System.Text;

namespace Benchmarks.Report;

/// <summary>A bar chart as SVG that reads on light and dark pages: one or two bars a row with their figures.</summary>
internal static class BarChart
{
    private const int Left = 270;
    private const int Width = 460;
    private const int Bar = 16;

    public static void Write(string path, string title, string? first, string second, IReadOnlyList<(string Label, double First, double Second)> rows)
    {
        var most = rows.Max(row => Math.Max(row.First, row.Second));
        var step = first is null ? Bar + 10 : (2 * Bar) + 12;
        var height = 70 + (rows.Count * step);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"820\" height=\"{height}\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#777\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"10\" y=\"22\" font-size=\"15\">{WebUtility.HtmlEncode(title)}</text>\n");
        if (first is not null)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"10\" y=\"34\" width=\"12\" height=\"12\" fill=\"#9aa5b1\"/><text x=\"28\" y=\"45\">{first}</text>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"200\" y=\"34\" width=\"12\" height=\"12\" fill=\"#2f7ed8\"/><text x=\"218\" y=\"45\">{second}</text>\n");
        }

        for (var index = 0; index < rows.Count; index++)
        {
            var top = 60 + (index * step);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{top + 12}\" text-anchor=\"end\">{WebUtility.HtmlEncode(rows[index].Label)}</text>\n");
            if (first is not null)
            {
                Draw(svg, top, rows[index].First, most, "#9aa5b1");
            }

            Draw(svg, first is null ? top : top + Bar + 2, rows[index].Second, most, "#2f7ed8");
        }

        File.WriteAllText(path, svg.Append("</svg>\n").ToString());
    }

    private static void Draw(StringBuilder svg, int top, double value, double most, string colour)
    {
        var width = most > 0 ? value / most * Width : 0;
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<rect x=\"{Left}\" y=\"{top}\" width=\"{width:F0}\" height=\"{Bar}\" fill=\"{colour}\"/><text x=\"{Left + width + 6:F0}\" y=\"{top + 12}\">{(value < 1000 ? TextTable.Fine(value) : TextTable.Number(value))}</text>\n");
    }
}
