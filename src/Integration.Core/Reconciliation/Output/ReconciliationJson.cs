using System.Text.Json;
using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;

namespace ErpSync.Reconciliation.Output;

/// <summary>Writes a report as JSON: amounts as decimal strings, dates as ISO 8601, lists in the order of the report. Two equal runs give equal bytes.</summary>
public static class ReconciliationJson
{
    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="stream">Where to; stays open.</param>
    public static void Write(ReconciliationReport report, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(stream);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        new ReportJson(json, report).Write();
    }

    /// <summary>A report as UTF-8 JSON.</summary>
    /// <param name="report">The report.</param>
    public static byte[] ToUtf8(ReconciliationReport report)
    {
        using var stream = new MemoryStream();
        Write(report, stream);
        return stream.ToArray();
    }
}
