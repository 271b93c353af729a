using System.Globalization;
using System.Text.Json;
using ErpSync.Demand;
using ErpSync.Golden.Runner;

namespace ErpSync.Golden.Demand;

/// <summary>Compares named columns of rows, versions, extracts, findings and exports.</summary>
internal static class DemandMatch
{
    public static string? Find(Node expect, DemandDataset dataset)
    {
        var latest = Index(dataset.Extract());
        return First(expect.List("rows", node => Row(node, latest)))
            ?? First(expect.List("absent", node => Absent(node, latest)))
            ?? First(expect.List("extracts", node => Extract(node, dataset)))
            ?? First(expect.List("versions", node => Versions(node, dataset)))
            ?? Integrity(expect, dataset)
            ?? expect.OptionalChild("exports")?.Read(node => ExportMatch.Find(node, dataset));
    }

    private static string? Extract(Node node, DemandDataset dataset)
    {
        var rows = Index(dataset.Extract(node.Instant("asOf")));
        return First(node.List("rows", row => Row(row, rows))) ?? First(node.List("absent", row => Absent(row, rows)));
    }

    private static string? Row(Node node, Dictionary<(string, DateOnly), DemandRowVersion> rows)
    {
        var key = (node.Text("id"), node.Date("ds"));
        return rows.TryGetValue(key, out var version) ? Columns(node, version) : Mark(node, $"{key} is missing");
    }

    private static string? Absent(Node node, Dictionary<(string, DateOnly), DemandRowVersion> rows)
    {
        var key = (node.Text("id"), node.Date("ds"));
        return rows.ContainsKey(key) ? $"{node.Path}: {key} must not exist" : null;
    }

    private static string? Versions(Node node, DemandDataset dataset)
    {
        var found = dataset.Versions(DemandSeries.Parse(node.Text("id")), node.Date("ds"));
        var wanted = node.Get("list").EnumerateArray().ToArray();
        return wanted.Length != found.Count
            ? $"{node.Path}: want {wanted.Length} versions, got {found.Count}"
            : First(wanted.Select((want, index) => new Node(want, $"{node.Path}.list[{index}]").Read(one => Columns(one, found[index]))));
    }

    private static string? Integrity(Node expect, DemandDataset dataset)
    {
        if (!expect.Names("integrity"))
        {
            return null;
        }

        var want = string.Join(", ", expect.Texts("integrity").Distinct().Order(StringComparer.Ordinal));
        var got = string.Join(", ", dataset.Check().Select(static finding => finding.Code).Distinct().Order(StringComparer.Ordinal));
        return want == got ? null : $"integrity: want [{want}], got [{got}]";
    }

    private static string? Columns(Node node, DemandRowVersion version)
    {
        string? difference = null;
        void Compare(string name, string want, string got)
        {
            if (want != got)
            {
                difference ??= $"{node.Path} {version.Row.Series.UniqueId} {version.Row.Date:yyyy-MM-dd} {name}: want {want}, got {got}";
            }
        }

        foreach (var (name, value) in DemandColumns.Numbers.Prepend(("y", static one => one.Row.Demand)).Where(column => node.Names(column.Item1)))
        {
            Compare(name, Text(node.OptionalNumber(name)), Text(value(version)));
        }

        foreach (var (name, value) in DemandColumns.Flags.Where(column => node.Names(column.Name)))
        {
            Compare(name, node.OptionalFlag(name)?.ToString() ?? "null", value(version).ToString());
        }

        if (node.Names("level"))
        {
            Compare("level", node.Text("level"), version.Row.Level.ToString().ToLowerInvariant());
        }

        if (node.Names("version"))
        {
            Compare("version", node.Whole("version").ToString(CultureInfo.InvariantCulture), version.Version.ToString(CultureInfo.InvariantCulture));
        }

        if (node.Names("known_at"))
        {
            Compare("known_at", node.Instant("known_at").ToString("O"), version.KnownAt.ToString("O"));
        }

        return difference;
    }

    private static Dictionary<(string, DateOnly), DemandRowVersion> Index(IEnumerable<DemandRowVersion> rows) =>
        rows.ToDictionary(static version => (version.Row.Series.UniqueId, version.Row.Date));

    // The expected columns of a row that is missing are read all the same, or they would count as unknown keys.
    private static string Mark(Node node, string what)
    {
        foreach (var name in new[] { "y", "level", "version", "known_at" }.Concat(DemandColumns.Numbers.Select(static one => one.Name)).Concat(DemandColumns.Flags.Select(static one => one.Name)))
        {
            _ = node.Names(name);
        }

        return $"{node.Path}: {what}";
    }

    private static string Text(decimal? value) => value is { } number ? (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture) : "null";

    private static string? First(IEnumerable<string?> differences) => differences.ToArray().FirstOrDefault(static difference => difference is not null);
}
