using System.Text.Encodings.Web;

namespace ErpSync.Reconciliation.Output;

/// <summary>Writes HTML; every text is encoded.</summary>
internal sealed class Html(TextWriter writer)
{
    public static string Text(string text) => HtmlEncoder.Default.Encode(text);

    /// <summary>Writes markup as it is.</summary>
    public void Raw(string markup) => writer.WriteLine(markup);

    public void Heading(string text) => Raw($"<h2>{Text(text)}</h2>");

    /// <summary>A table; columns whose name ends with <c>#</c> hold numbers.</summary>
    /// <param name="columns">Names.</param>
    /// <param name="rows">Texts by column.</param>
    /// <param name="style">Class of the table in the style sheet, or null.</param>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows, string? style = null)
    {
        writer.Write(style is null ? "<table><thead><tr>" : $"<table class=\"{style}\"><thead><tr>");
        foreach (var column in columns)
        {
            writer.Write($"<th{Class(column)}>{Text(column.TrimEnd('#'))}</th>");
        }

        writer.WriteLine("</tr></thead><tbody>");
        foreach (var row in rows)
        {
            writer.Write("<tr>");
            for (var i = 0; i < row.Count; i++)
            {
                writer.Write($"<td{Class(columns[i])}>{Text(row[i])}</td>");
            }

            writer.WriteLine("</tr>");
        }

        writer.WriteLine("</tbody></table>");
    }

    private static string Class(string column) => column.EndsWith('#') ? " class=\"n\"" : "";
}
