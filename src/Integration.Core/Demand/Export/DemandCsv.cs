using System.Globalization;
using System.Text;

namespace ErpSync.Demand;

/// <summary>
/// Writes an extract as CSV (RFC 4180, UTF-8, header line) in the long format: <c>unique_id,ds,y,mask</c>, then the columns of
/// <see cref="DemandColumns"/>. What is not known is empty.
/// </summary>
public static class DemandCsv
{
    /// <summary>Writes rows.</summary>
    /// <param name="destination">Where to; it stays open.</param>
    /// <param name="rows">Rows of an extract.</param>
    /// <param name="censored">What happens to days that were not observed.</param>
    /// <param name="cancellationToken">Stops writing; what is written so far stays.</param>
    /// <returns>Rows written.</returns>
    public static async Task<int> WriteAsync(
        Stream destination, IEnumerable<DemandRowVersion> rows, CensoredDays censored = CensoredDays.Null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(rows);
        var writer = new StreamWriter(destination, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\r\n" };
        await using (writer.ConfigureAwait(false))
        {
            await writer.WriteLineAsync(Header().AsMemory(), cancellationToken).ConfigureAwait(false);
            var written = 0;
            foreach (var version in rows.Where(version => censored == CensoredDays.Null || DemandExport.Observed(version.Row) is not null))
            {
                await writer.WriteLineAsync(Line(version).AsMemory(), cancellationToken).ConfigureAwait(false);
                written++;
            }

            return written;
        }
    }

    private static readonly string[] Keys = ["unique_id", "ds", "y", "mask"];

    private static string Header() => string.Join(',', Keys
        .Concat(DemandColumns.Numbers.Select(static column => column.Name))
        .Concat(DemandColumns.Flags.Select(static column => column.Name))
        .Concat(DemandColumns.Texts.Select(static column => column.Name)));

    private static string Line(DemandRowVersion version)
    {
        var demand = DemandExport.Observed(version.Row);
        return string.Join(',', new[]
            {
                Quoted(version.Row.Series.UniqueId),
                version.Row.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                Number(demand),
                demand is null ? "0" : "1",
            }
            .Concat(DemandColumns.Numbers.Select(column => Number(column.Value(version))))
            .Concat(DemandColumns.Flags.Select(column => column.Value(version) ? "1" : "0"))
            .Concat(DemandColumns.Texts.Select(column => Quoted(column.Value(version)))));
    }

    private static string Number(decimal? value) => value?.ToString("0.############################", CultureInfo.InvariantCulture) ?? "";

    private static string Quoted(string text) => text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
