using System.Globalization;
using ErpSync.Engine;
using ErpSync.Storage;
using Quickstart.Books;
using Xunit.Abstractions;

namespace ErpSync.EndToEnd;

/// <summary>Writes down what a failed run needs to be understood: the timelines of what disagrees or is still open.</summary>
internal static class Diagnosis
{
    private const int Shown = 6;
    private const int Steps = 40;

    public static async Task WriteFindingsAsync(this ITestOutputHelper output, IErpSync erpSync, BookFindings findings, CancellationToken ct)
    {
        foreach (var finding in findings.Findings)
        {
            output.WriteLine(finding);
        }

        await output.WriteUnfinishedAsync(erpSync, [.. findings.Findings.SelectMany(finding => finding.Split(' ', ',', ':', '/'))
            .Where(word => word.StartsWith('#') || word.StartsWith("SKU-", StringComparison.Ordinal) || word.StartsWith("PS-", StringComparison.Ordinal)).Distinct()], ct);
    }

    public static async Task WriteUnfinishedAsync(this ITestOutputHelper output, IErpSync erpSync, IReadOnlyList<string> names, CancellationToken ct)
    {
        if (names.Count == 0)
        {
            return;
        }

        output.WriteLine("unfinished: " + string.Join(", ", names));
        output.WriteLine((await erpSync.OverviewAsync(ct)).ToString());
        foreach (var name in names.Take(Shown))
        {
            foreach (var subject in await erpSync.SearchAsync(new SubjectQuery(name, Limit: 2), ct))
            {
                await output.WriteAsync(erpSync, subject, ct);
            }
        }

        foreach (var state in new[] { SubjectState.Waiting, SubjectState.Dispatching, SubjectState.Ready, SubjectState.Parked })
        {
            foreach (var subject in await erpSync.SearchAsync(new SubjectQuery(State: state, Limit: Shown), ct))
            {
                await output.WriteAsync(erpSync, subject, ct);
            }
        }
    }

    private static async Task WriteAsync(this ITestOutputHelper output, IErpSync erpSync, SubjectSummary subject, CancellationToken ct)
    {
        output.WriteLine($"{subject.State} {subject.Subject} {subject.Title} {subject.Cause}");
        foreach (var step in await erpSync.TimelineAsync(subject.Subject, Steps, ct))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {step.At:HH:mm:ss.fff} {step.Code} {step.Text}"));
        }
    }
}
