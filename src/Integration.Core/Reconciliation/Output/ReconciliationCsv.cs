using System.Buffers;
using System.Globalization;
using ErpSync.Reconciliation.Results;

namespace ErpSync.Reconciliation.Output;

/// <summary>Writes the breaks of a report as CSV (RFC 4180): one line per break, comma, UTF-8, amounts with a point.</summary>
public static class ReconciliationCsv
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Where to; stays open.</param>
    public static void Write(ReconciliationReport report, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        var amounts = new AmountText(report.Settings);
        Line(writer, ["section", "key", "leg", "class", "subclass", "amount", "difference", "unit", "ageDays", "action", "status", "cause", "evidence", "explainedBy"]);
        foreach (var item in report.Breaks)
        {
            Line(writer,
            [
                item.Section.ToString(), item.Key, item.Leg?.ToString() ?? "", item.Class.ToString(), item.Subclass, amounts.Of(item.Amount, item.Unit), amounts.Of(item.Difference, item.Unit),
                item.Unit.ToString(), item.AgeDays.ToString(CultureInfo.InvariantCulture), item.Action.ToString(), item.Status.ToString(), item.Cause ?? "", string.Join(' ', item.Evidence),
                string.Join(' ', item.ExplainedBy ?? []),
            ]);
        }
    }

    private static void Line(TextWriter writer, IEnumerable<string> fields)
    {
        writer.Write(string.Join(',', fields.Select(Field)));
        writer.Write("\r\n");
    }

    // A spreadsheet would run a text that begins like a formula; an apostrophe keeps it a text.
    private static string Field(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '@' ? "'" + text : text;
        return safe.AsSpan().ContainsAny(Quoted) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
