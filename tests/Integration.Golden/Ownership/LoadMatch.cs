using ErpSync.Golden.Runner;
using ErpSync.Ownership;

namespace ErpSync.Golden.Ownership;

/// <summary>Compares what loading a policy reports.</summary>
internal static class LoadMatch
{
    public static string? Find(Node load, OwnershipReport report)
    {
        var status = report.Errors.Count == 0 ? "Loaded" : "Refused";
        var want = load.Text("status");
        return Compare("errors", load, report.Errors) ?? Compare("warnings", load, report.Warnings) ?? (want == status ? null : $"load.status: want {want}, got {status}");
    }

    private static string? Compare(string key, Node load, IReadOnlyList<OwnershipProblem> found)
    {
        var want = string.Join(" | ", load.List(key, static entry =>
            $"{entry.Text("code")} {entry.OptionalText("entity")} {entry.OptionalText("field")} [{string.Join(",", entry.Texts("rules"))}]"));
        var got = string.Join(" | ", found.Select(static one => $"{one.Code} {one.Entity} {one.Field} [{string.Join(",", one.Rules)}]"));
        return want == got ? null : $"load.{key}: want {want}, got {got}";
    }
}
