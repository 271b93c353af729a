using System.Globalization;
using System.Text.Json.Nodes;
using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Results;

namespace ErpSync.Golden.Reconciliation;

/// <summary>Writes a report as cases expect it.</summary>
internal static class ReportWriter
{
    public static JsonObject Write(ReconciliationReport report) => new()
    {
        ["matches"] = List(report.Matches, static match => new JsonObject
        {
            ["section"] = match.Section.ToString(), ["pass"] = match.Pass, ["source"] = Texts(match.Source), ["target"] = Texts(match.Target), ["status"] = match.Status.ToString(),
        }),
        ["breaks"] = List(report.Breaks, Break),
        ["reconcilingItems"] = List(report.Items, Item),
        ["lateList"] = List(report.LateList, static entry => new JsonObject { ["id"] = entry.Id, ["lateFor"] = entry.LateFor, ["postedOn"] = Date(entry.PostedOn) }),
        ["totals"] = List(report.Totals, static total => new JsonObject
        {
            ["section"] = total.Section.ToString(), ["unit"] = total.Unit.ToString(), ["source"] = Number(total.Source), ["target"] = Number(total.Target), ["difference"] = Number(total.Difference),
        }),
        ["rollForwards"] = List(report.RollForwards, static result => new JsonObject
        {
            ["account"] = result.Account.Account, ["opening"] = Number(result.Account.Opening), ["movements"] = Number(result.Movements), ["closing"] = Number(result.Closing),
            ["list"] = Number(result.List), ["ties"] = result.Ties,
        }),
        ["kpis"] = Kpis(report.Kpis),
        ["alarms"] = Texts(report.Alarms.Select(static alarm => alarm.ToString())),
    };

    private static JsonObject Break(ReconciliationBreak item)
    {
        var result = new JsonObject
        {
            ["section"] = item.Section.ToString(), ["key"] = item.Key, ["class"] = item.Class.ToString(), ["subclass"] = item.Subclass, ["amount"] = Number(item.Amount),
            ["difference"] = Number(item.Difference), ["unit"] = item.Unit.ToString(), ["ageDays"] = item.AgeDays, ["action"] = item.Action.ToString(), ["status"] = item.Status.ToString(),
            ["evidence"] = Texts(item.Evidence),
        };
        if (item.Leg is { } leg)
        {
            result["leg"] = leg.ToString();
        }

        if (item.Cause is { } cause)
        {
            result["cause"] = cause;
        }

        if (item.ExplainedBy is { } explained)
        {
            result["explainedBy"] = Texts(explained);
        }

        if (item.OrderStatus is { } status)
        {
            result["orderStatus"] = new JsonObject { ["shop"] = status.Shop, ["erp"] = status.Erp };
        }

        return result;
    }

    private static JsonObject Item(ReconcilingItem item)
    {
        var result = new JsonObject
        {
            ["section"] = item.Section.ToString(), ["key"] = item.Key, ["class"] = item.Class.ToString(), ["subclass"] = item.Subclass, ["amount"] = Number(item.Amount), ["unit"] = item.Unit.ToString(),
        };
        if (item.Unit.IsQuantity)
        {
            result["evidence"] = Texts(item.Evidence);
        }
        else
        {
            result["clearsOn"] = Date(item.ClearsOn);
        }

        return result;
    }

    private static JsonObject Kpis(ReconciliationKpis kpis) => new()
    {
        ["items"] = kpis.Items, ["matchedPercent"] = Number(kpis.MatchedPercent), ["breaks"] = kpis.Breaks, ["classifiedPercent"] = Number(kpis.ClassifiedPercent),
        ["unexplained"] = Amounts(kpis.Unexplained), ["oldestBreakDays"] = kpis.OldestBreakDays,
        ["autoResolved"] = new JsonObject { ["count"] = kpis.AutoResolved, ["amount"] = Amounts(kpis.AutoResolvedAmounts) },
        ["closeReady"] = kpis.IsCloseReady, ["blockers"] = Texts(kpis.Blockers.Select(static blocker => blocker.ToString())),
    };

    private static JsonObject Amounts(IReadOnlyDictionary<BalanceUnit, decimal> amounts) =>
        new(amounts.Select(static pair => KeyValuePair.Create(pair.Key.ToString(), (JsonNode?)Number(pair.Value))));

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode> write) => new([.. items.Select(write)]);

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(static text => (JsonNode)JsonValue.Create(text))]);

    private static JsonValue? Date(DateOnly? date) => date is { } day ? JsonValue.Create(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : null;

    private static JsonValue Number(decimal value) => JsonValue.Create(value.ToString(CultureInfo.InvariantCulture));
}
