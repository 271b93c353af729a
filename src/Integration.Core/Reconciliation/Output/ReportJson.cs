using System.Text.Json;
using ErpSync.Reconciliation.Results;

namespace ErpSync.Reconciliation.Output;

/// <summary>The parts of a report as JSON.</summary>
internal sealed class ReportJson(Utf8JsonWriter json, ReconciliationReport report)
{
    private readonly AmountText _amounts = new(report.Settings);

    public void Write()
    {
        json.WriteStartObject();
        Run();
        List("matches", report.Matches, Match);
        List("breaks", report.Breaks, Break);
        List("reconcilingItems", report.Items, Item);
        List("lateList", report.LateList, entry =>
        {
            json.WriteString("id", entry.Id);
            json.WriteString("lateFor", entry.LateFor);
            Date("postedOn", entry.PostedOn);
        });
        List("totals", report.Totals, total =>
        {
            json.WriteString("section", total.Section.ToString());
            json.WriteString("unit", total.Unit.ToString());
            Amount("source", total.Source, total.Unit);
            Amount("target", total.Target, total.Unit);
            Amount("difference", total.Difference, total.Unit);
        });
        if (report.Sections.Contains(ReconciliationSection.GeneralLedger))
        {
            List("accounts", report.Accounts, Account);
        }

        if (report.Taxes.Count > 0)
        {
            List("taxes", report.Taxes, Tax);
        }

        List("rollForwards", report.RollForwards, RollForward);
        Kpis(report.Kpis);
        Texts("alarms", report.Alarms.Select(static alarm => alarm.ToString()));
        json.WriteEndObject();
    }

    private void Run()
    {
        var scope = report.Scope;
        json.WriteStartObject("run");
        json.WriteString("company", scope.Company);
        json.WriteString("currency", scope.BookCurrency.Code);
        json.WriteString("timeZone", scope.TimeZone.Id);
        json.WriteString("period", scope.Period);
        Date("periodStart", scope.PeriodStart);
        Date("periodEnd", scope.PeriodEnd);
        json.WriteString("asOf", AmountText.Of(scope.AsOf));
        if (scope.ClosedAt is { } closed)
        {
            json.WriteString("closedAt", AmountText.Of(closed));
        }

        json.WriteNumber("rulesetVersion", scope.RulesetVersion);
        Object("watermarks", scope.Watermarks.OrderBy(static pair => pair.Key, StringComparer.Ordinal), pair => json.WriteString(pair.Key, pair.Value));
        if (scope.PriorClosings.Count > 0)
        {
            Object("priorClosings", scope.PriorClosings.OrderBy(static pair => pair.Key, StringComparer.Ordinal), pair => Amount(pair.Key, pair.Value, BalanceUnit.Of(scope.BookCurrency)));
        }

        Texts("sections", report.Sections.Select(static section => section.ToString()));
        json.WriteEndObject();
    }

    private void Match(ReconciliationMatch match)
    {
        json.WriteString("section", match.Section.ToString());
        json.WriteNumber("pass", match.Pass);
        Texts("source", match.Source);
        Texts("target", match.Target);
        json.WriteString("status", match.Status.ToString());
    }

    private void Break(ReconciliationBreak item)
    {
        json.WriteString("section", item.Section.ToString());
        json.WriteString("key", item.Key);
        Text("leg", item.Leg?.ToString());
        json.WriteString("class", item.Class.ToString());
        json.WriteString("subclass", item.Subclass);
        Amount("amount", item.Amount, item.Unit);
        Amount("difference", item.Difference, item.Unit);
        json.WriteString("unit", item.Unit.ToString());
        json.WriteNumber("ageDays", item.AgeDays);
        json.WriteString("action", item.Action.ToString());
        json.WriteString("status", item.Status.ToString());
        Texts("evidence", item.Evidence);
        Text("cause", item.Cause);
        if (item.ExplainedBy is { } explained)
        {
            Texts("explainedBy", explained);
        }

        if (item.OrderStatus is { } status)
        {
            json.WriteStartObject("orderStatus");
            json.WriteString("shop", status.Shop);
            json.WriteString("erp", status.Erp);
            json.WriteEndObject();
        }
    }

    private void Item(ReconcilingItem item)
    {
        json.WriteString("section", item.Section.ToString());
        json.WriteString("key", item.Key);
        json.WriteString("class", item.Class.ToString());
        json.WriteString("subclass", item.Subclass);
        Amount("amount", item.Amount, item.Unit);
        json.WriteString("unit", item.Unit.ToString());
        if (item.Unit.IsQuantity)
        {
            Texts("evidence", item.Evidence);
        }
        else
        {
            Date("clearsOn", item.ClearsOn);
        }
    }

    private void Account(AccountTotal total)
    {
        var unit = BalanceUnit.Of(report.Scope.BookCurrency);
        json.WriteString("account", total.Account);
        Texts("roles", total.Roles);
        Amount("expected", total.Expected, unit);
        Amount("found", total.Found, unit);
        Amount("difference", total.Difference, unit);
        Object("explained", total.Explained, pair => Amount(pair.Key.ToString(), pair.Value, unit));
        Amount("unexplained", total.Unexplained, unit);
    }

    private void Tax(OutputTaxTotal total)
    {
        var unit = BalanceUnit.Of(report.Scope.BookCurrency);
        json.WriteString("jurisdiction", total.Jurisdiction);
        json.WriteString("code", total.Code);
        Amount("chargedBase", total.ChargedBase, unit);
        Amount("charged", total.Charged, unit);
        Amount("bookedBase", total.BookedBase, unit);
        Amount("booked", total.Booked, unit);
        Amount("ledger", total.Ledger, unit);
    }

    private void RollForward(RollForwardResult result)
    {
        var unit = BalanceUnit.Of(result.Account.Currency);
        json.WriteString("account", result.Account.Account);
        Amount("opening", result.Account.Opening, unit);
        Amount("movements", result.Movements, unit);
        Amount("closing", result.Closing, unit);
        Amount("list", result.List, unit);
        json.WriteBoolean("ties", result.Ties);
    }

    private void Kpis(ReconciliationKpis kpis)
    {
        json.WriteStartObject("kpis");
        json.WriteNumber("items", kpis.Items);
        json.WriteString("matchedPercent", AmountText.Percent(kpis.MatchedPercent));
        json.WriteNumber("breaks", kpis.Breaks);
        json.WriteString("classifiedPercent", AmountText.Percent(kpis.ClassifiedPercent));
        Amounts("unexplained", kpis.Unexplained);
        if (kpis.OldestBreakDays is { } days)
        {
            json.WriteNumber("oldestBreakDays", days);
        }
        else
        {
            json.WriteNull("oldestBreakDays");
        }

        json.WriteStartObject("autoResolved");
        json.WriteNumber("count", kpis.AutoResolved);
        Amounts("amount", kpis.AutoResolvedAmounts);
        json.WriteEndObject();
        json.WriteBoolean("closeReady", kpis.IsCloseReady);
        Texts("blockers", kpis.Blockers.Select(static blocker => blocker.ToString()));
        json.WriteEndObject();
    }

    private void List<T>(string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Texts(string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private void Amounts(string name, IReadOnlyDictionary<BalanceUnit, decimal> amounts) => Object(name, amounts, pair => Amount(pair.Key.ToString(), pair.Value, pair.Key));

    private void Object<T>(string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartObject(name);
        foreach (var item in items)
        {
            write(item);
        }

        json.WriteEndObject();
    }

    private void Amount(string name, decimal amount, BalanceUnit unit) => json.WriteString(name, _amounts.Of(amount, unit));

    private void Text(string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private void Date(string name, DateOnly? date)
    {
        if (date is { } day)
        {
            json.WriteString(name, AmountText.Of(day));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
