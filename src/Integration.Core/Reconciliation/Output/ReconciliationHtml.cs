using ErpSync.Reconciliation.Results;

namespace ErpSync.Reconciliation.Output;

/// <summary>Writes a report as one HTML page without anything from outside: tables, roll-forwards and charts that can be printed and filed.</summary>
public static class ReconciliationHtml
{
    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Where to; stays open.</param>
    public static void Write(ReconciliationReport report, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        new ReportPage(new Html(writer), report).Write();
    }
}
