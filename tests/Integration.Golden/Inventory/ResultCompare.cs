using System.Text.Json;
using ErpSync.Golden.Runner;
using ErpSync.Inventory;

namespace ErpSync.Golden.Inventory;

/// <summary>Compares what a step gave.</summary>
internal static class ResultCompare
{
    public static string? Find(string key, JsonElement? want, StepOutcome got, string path) => key switch
    {
        "result" => StateCompare.Same(got.Result, want?.GetString(), path),
        "reason" => StateCompare.Same(got.Reason, want?.GetString(), path),
        "enough" => got.Enough == want?.GetBoolean() ? null : $"{path}: want {want}, got {got.Enough?.ToString() ?? "nothing"}",
        "rejected" => StateCompare.Complete(got.Rejected.ToDictionary(entry => FormattableString.Invariant($"{got.Subject}/{entry.Key}"), static entry => entry.Value), want!.Value, path),
        "exceptions" => StateCompare.Set([.. got.Issues.Select(Row)], want!.Value, path),
        "allocation" => Allocation(got.Allocation, want!.Value, path),
        "unfilled" => StateCompare.Complete(got.Allocation?.Unfilled ?? new Dictionary<string, decimal>(), want!.Value, path),
        "shipments" => StateCompare.Same(got.Allocation?.Shipments, want!.Value, path),
        "rank" => Ranks(got.Rank, want!.Value, path),
        "attempts" => JsonDifference.Find(want!.Value, got.Attempts, path),
        "sent" => StateCompare.Same(got.Sent, want ?? JsonDocument.Parse("null").RootElement, path),
        "version" => StateCompare.Same(got.Version, want!.Value, path),
        "drift" => Drift(got.Drift, want, path),
        "stuck" => StateCompare.Set([.. (got.Stuck ?? []).Select(Row)], want!.Value, path),
        _ => StateCompare.Complete(got.Outcomes!.ToDictionary(static entry => entry.Key, static entry => (decimal)entry.Value), want!.Value, path),
    };

    private static string? Allocation(AllocationPlan? plan, JsonElement want, string path)
    {
        var wanted = want.EnumerateObject().ToDictionary(static line => line.Name, static line => line.Value);
        var placed = plan?.Placed ?? new Dictionary<string, IReadOnlyDictionary<string, decimal>>();
        using var nothing = JsonDocument.Parse("{}");
        return wanted.Keys.Union(placed.Keys)
            .Select(line => StateCompare.Complete(
                placed.GetValueOrDefault(line) ?? new Dictionary<string, decimal>(), wanted.GetValueOrDefault(line, nothing.RootElement), $"{path}.{line}"))
            .FirstOrDefault(static difference => difference is not null);
    }

    private static string? Ranks(IReadOnlyList<string>? got, JsonElement want, string path) =>
        StateCompare.Same(string.Join(",", got ?? []), string.Join(",", want.EnumerateArray().Select(static code => code.GetString())), path);

    private static string? Drift(StockDrift? got, JsonElement? want, string path)
    {
        if (got is null || want is not { } wanted)
        {
            return got is null == want is null ? null : $"{path}: want {want?.GetRawText() ?? "null"}, got {got?.ToString() ?? "null"}";
        }

        using var list = JsonDocument.Parse($"[{wanted.GetRawText()}]");
        return StateCompare.Set([Row(got)], list.RootElement, path);
    }

    private static Dictionary<string, object?> Row(StockDrift drift) => new()
    {
        ["expected"] = drift.Expected,
        ["found"] = drift.Found,
        ["class"] = drift.Class.ToString(),
        ["action"] = drift.Action.ToString(),
    };

    private static Dictionary<string, object?> Row(StockIssue issue)
    {
        var row = new Dictionary<string, object?>
        {
            ["code"] = issue.Code,
            ["order"] = issue.Order,
            ["line"] = issue.Line,
            ["sku"] = issue.Sku,
            ["location"] = issue.Location,
            ["qty"] = issue.Quantity,
            ["planned"] = issue.Planned,
            ["actual"] = issue.Actual,
            ["channel"] = issue.Channel,
            ["expected"] = null,
            ["found"] = null,
            ["class"] = null,
            ["action"] = null,
        };
        foreach (var (key, value) in issue.Drift is { } drift ? Row(drift) : [])
        {
            row[key] = value;
        }

        return row;
    }

    private static Dictionary<string, object?> Row(StuckClaim claim) => new()
    {
        ["order"] = claim.Order,
        ["cart"] = claim.Cart,
        ["line"] = claim.Line,
        ["state"] = claim.State?.ToString(),
        ["qty"] = claim.Quantity,
        ["claim"] = claim.Claim,
        ["sku"] = claim.Sku,
        ["net"] = claim.Net,
        ["reason"] = claim.Reason,
    };
}
