using System.Text.Json;
using ErpSync.Golden.Runner;

namespace ErpSync.Golden.Inventory;

/// <summary>Compares the named keys of an <c>expect</c>; the first difference, or null.</summary>
internal static class StateCompare
{
    private static readonly string[] ResultKeys =
        ["result", "reason", "enough", "rejected", "exceptions", "allocation", "unfilled", "shipments", "rank", "attempts", "sent", "version", "drift", "stuck", "outcomes"];

    public static string? Find(Node expect, CaseState state, StepOutcome? outcome)
    {
        foreach (var key in expect.Keys)
        {
            var wanted = expect.Find(key);
            var place = $"{expect.Path}.{key}";
            var difference = ResultKeys.Contains(key)
                ? outcome is null ? throw expect.Error($"'{key}' belongs to a step") : ResultCompare.Find(key, wanted, outcome, place)
                : FigureCompare.Find(key, wanted ?? throw expect.Error($"'{key}' is null"), state, place);
            if (difference is not null)
            {
                return difference;
            }
        }

        return null;
    }

    public static string? Same(decimal? got, JsonElement want, string path) =>
        want.ValueKind == JsonValueKind.Null ? got is null ? null : $"{path}: want null, got {got}"
        : got == Node.ParseNumber(want) ? null : FormattableString.Invariant($"{path}: want {want}, got {got?.ToString() ?? "nothing"}");

    public static string? Same(string? got, string? want, string path) => got == want ? null : $"{path}: want {want ?? "nothing"}, got {got ?? "nothing"}";

    /// <summary>A table of quantities; zero and absent are the same, and what is not named must be zero.</summary>
    public static string? Complete(IReadOnlyDictionary<string, decimal> got, JsonElement want, string path)
    {
        var wanted = GivenReader.Numbers(want);
        foreach (var key in wanted.Keys.Union(got.Keys))
        {
            if (wanted.GetValueOrDefault(key) != got.GetValueOrDefault(key))
            {
                return FormattableString.Invariant($"{path}.{key}: want {wanted.GetValueOrDefault(key)}, got {got.GetValueOrDefault(key)}");
            }
        }

        return null;
    }

    /// <summary>A set of rows: as many as wanted, each wanted row matching a different one on the fields it names.</summary>
    public static string? Set(IReadOnlyList<IReadOnlyDictionary<string, object?>> got, JsonElement want, string path)
    {
        var wanted = want.EnumerateArray().ToList();
        var shown = string.Join("; ", got.Select(static row => string.Join(" ", row.Where(static field => field.Value is not null).Select(static field => FormattableString.Invariant($"{field.Key}={field.Value}")))));
        if (wanted.Count != got.Count)
        {
            return $"{path}: want {wanted.Count} entries, got {got.Count}: {shown}";
        }

        return Match(wanted, 0, [.. got]) ? null : $"{path}: want {want.GetRawText()}, got {shown}";
    }

    private static bool Match(List<JsonElement> wanted, int index, List<IReadOnlyDictionary<string, object?>> left)
    {
        if (index == wanted.Count)
        {
            return true;
        }

        foreach (var row in left.Where(row => Fits(row, wanted[index])).ToList())
        {
            List<IReadOnlyDictionary<string, object?>> rest = [.. left];
            rest.Remove(row);
            if (Match(wanted, index + 1, rest))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Fits(IReadOnlyDictionary<string, object?> row, JsonElement want) =>
        want.EnumerateObject().All(field => row.TryGetValue(field.Name, out var got)
            ? field.Value.ValueKind switch
            {
                JsonValueKind.Number => got switch { decimal number => number == field.Value.GetDecimal(), int whole => whole == field.Value.GetDecimal(), _ => false },
                JsonValueKind.String => got as string == field.Value.GetString(),
                _ => got is null,
            }
            : throw new GoldenFormatException($"unknown field '{field.Name}'"));
}
