using System.Globalization;
using ErpSync.Demand;
using ErpSync.Golden.Runner;

namespace ErpSync.Golden.Demand;

/// <summary>Compares exports, complete and in order.</summary>
internal static class ExportMatch
{
    public static string? Find(Node exports, DemandDataset dataset)
    {
        var difference = exports.OptionalChild("nixtla")?.Read(node =>
        {
            var want = node.List("rows", static row => Line(row.Text("unique_id"), row.Date("ds"), row.OptionalNumber("y"), row.Whole("mask")));
            var got = DemandExport.ToLongFormat(dataset.Extract(), node.Choice("censored", CensoredDays.Null))
                .Select(static row => Line(row.UniqueId, row.Date, row.Demand, row.Mask));
            return Compare("nixtla", want, got);
        });
        if (!exports.Names("gluonts"))
        {
            return difference;
        }

        var series = exports.List("gluonts", static node => Line(
            node.Text("item_id"), node.Date("start"),
            node.Get("target").EnumerateArray().Select(static value => value.ValueKind == System.Text.Json.JsonValueKind.Null ? (decimal?)null : Node.ParseNumber(value))));
        return difference ?? Compare("gluonts", series, DemandExport.ToSeries(dataset.Extract()).Select(static one => Line(one.ItemId, one.Start, one.Target)));
    }

    private static string? Compare(string name, IEnumerable<string> want, IEnumerable<string> got)
    {
        var (a, b) = (string.Join("; ", want), string.Join("; ", got));
        return a == b ? null : $"exports.{name}: want {a}, got {b}";
    }

    private static string Line(string id, DateOnly date, decimal? demand, int mask) => $"{id} {date:yyyy-MM-dd} {Text(demand)} {mask}";

    private static string Line(string id, DateOnly start, IEnumerable<decimal?> target) => $"{id} {start:yyyy-MM-dd} [{string.Join(",", target.Select(Text))}]";

    private static string Text(decimal? value) => value?.ToString("0.############", CultureInfo.InvariantCulture) ?? "null";
}
