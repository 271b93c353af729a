using System.Globalization;
using ErpSync.Reconciliation.Results;

namespace ErpSync.Reconciliation.Output;

/// <summary>The page of a report.</summary>
internal sealed class ReportPage(Html html, ReconciliationReport report)
{
    private readonly PageText _texts = new(report.Settings);

    public void Write()
    {
        var scope = report.Scope;
        html.Raw($"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Reconciliation {Html.Text(scope.Company)} {Html.Text(scope.Period)}</title><style>{PageStyle.Sheet}</style></head><body>");
        html.Raw($"<h1>Reconciliation {Html.Text(scope.Company)} · {Html.Text(scope.Period)}</h1>");
        html.Raw($"<p>{PageText.Of(scope.PeriodStart)} to {PageText.Of(scope.PeriodEnd)} ({Html.Text(scope.TimeZone.Id)}) · as of {PageText.Of(scope.AsOf)} · books in {scope.BookCurrency.Code} · rules {scope.RulesetVersion.ToString(CultureInfo.InvariantCulture)}"
            + string.Concat(scope.Watermarks.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $" · {Html.Text(pair.Key)} read to {Html.Text(pair.Value)}")) + "</p>");
        Verdict();
        Charts();
        Totals();
        Accounts();
        Taxes();
        RollForwards();
        Breaks();
        Registers();
        html.Raw("</body></html>");
    }

    private void Verdict()
    {
        var kpis = report.Kpis;
        html.Raw(kpis.IsCloseReady ? "<p class=\"verdict ready\">Ready to close</p>" : $"<p class=\"verdict blocked\">Not ready to close: {string.Join(", ", kpis.Blockers.Select(static blocker => PageText.Words(blocker.ToString(), isStart: false)))}</p>");
        html.Raw("<div class=\"tiles\">");
        Tile("items", kpis.Items.ToString(CultureInfo.InvariantCulture));
        Tile("matched", PageText.Percent(kpis.MatchedPercent) + " %");
        Tile("breaks", kpis.Breaks.ToString(CultureInfo.InvariantCulture));
        Tile("classified", PageText.Percent(kpis.ClassifiedPercent) + " %");
        Tile("unexplained", Amounts(kpis.Unexplained));
        Tile("resolved by limits", $"{kpis.AutoResolved.ToString(CultureInfo.InvariantCulture)} ({Amounts(kpis.AutoResolvedAmounts)})");
        Tile("oldest open", kpis.OldestBreakDays is { } days ? $"{days.ToString(CultureInfo.InvariantCulture)} days" : "none");
        html.Raw("</div>");
        if (report.Alarms.Count > 0)
        {
            html.Raw($"<p class=\"verdict blocked\">Alarms: {string.Join(", ", report.Alarms.Select(static alarm => PageText.Words(alarm.ToString(), isStart: false)))}</p>");
        }
    }

    private void Charts()
    {
        if (report.Breaks.Count == 0)
        {
            return;
        }

        html.Heading("Breaks by class");
        html.Raw(Chart.Bars([.. report.Breaks.GroupBy(static item => item.Class).OrderBy(static group => group.Key)
            .Select(static group => (PageText.Words(group.Key.ToString()), (decimal)group.Count(), group.Count().ToString(CultureInfo.InvariantCulture)))]));
        var open = report.Breaks.Where(static item => item.Status is BreakStatus.Open or BreakStatus.Escalated or BreakStatus.CarriedForward).ToList();
        if (open.Count == 0)
        {
            return;
        }

        html.Heading("Open breaks by age");
        html.Raw(Chart.Bars([.. new (string Label, int From, int To)[] { ("0–2 days", 0, 2), ("3–7 days", 3, 7), ("8–14 days", 8, 14), ("15–30 days", 15, 30), ("more than 30 days", 31, int.MaxValue) }
            .Select(band => (band.Label, Count: open.Count(item => item.AgeDays >= band.From && item.AgeDays <= band.To)))
            .Select(static band => (band.Label, (decimal)band.Count, band.Count.ToString(CultureInfo.InvariantCulture)))]));
    }

    private void Totals()
    {
        html.Heading("Totals");
        html.Table(["Section", "Unit", "Expected#", "Found#", "Difference#"], report.Totals.Select(total => (IReadOnlyList<string>)
            [PageText.Words(total.Section.ToString()), total.Unit.ToString(), _texts.Of(total.Source, total.Unit), _texts.Of(total.Target, total.Unit), _texts.Of(total.Difference, total.Unit)]));
    }

    private void Accounts()
    {
        if (report.Accounts.Count == 0)
        {
            return;
        }

        var unit = BalanceUnit.Of(report.Scope.BookCurrency);
        html.Heading("Books by account role");
        html.Table(["Account", "Role", "Expected#", "General ledger#", "Difference#", "Explained as", "Unexplained#"], report.Accounts.Select(total => (IReadOnlyList<string>)
        [
            total.Account, string.Join(", ", total.Roles.Select(static role => PageText.Words(role))), _texts.Of(total.Expected, unit), _texts.Of(total.Found, unit), _texts.Of(total.Difference, unit),
            string.Join(", ", total.Explained.Select(pair => $"{PageText.Words(pair.Key.ToString())} {_texts.Of(pair.Value, unit)}")), _texts.Of(total.Unexplained, unit),
        ]));
    }

    private void Taxes()
    {
        if (report.Taxes.Count == 0)
        {
            return;
        }

        var unit = BalanceUnit.Of(report.Scope.BookCurrency);
        html.Heading("Output tax by jurisdiction");
        html.Table(["Jurisdiction", "Tax", "Taxed by orders#", "Tax of orders#", "Taxed on documents#", "Tax on documents#", "General ledger#"], report.Taxes.Select(total => (IReadOnlyList<string>)
        [
            total.Jurisdiction, total.Code, _texts.Of(total.ChargedBase, unit), _texts.Of(total.Charged, unit), _texts.Of(total.BookedBase, unit), _texts.Of(total.Booked, unit), _texts.Of(total.Ledger, unit),
        ]));
    }

    private void RollForwards()
    {
        foreach (var result in report.RollForwards)
        {
            var account = result.Account;
            var unit = BalanceUnit.Of(account.Currency);
            html.Raw("<section>");
            html.Raw($"<h2>Roll-forward {Html.Text(PageText.Words(account.Account, isStart: false))} {Html.Text(RolesOf(account.Account))}({Html.Text(unit.ToString())}) <span class=\"verdict {(result.Ties ? "ready\">ties" : "blocked\">does not tie")}</span></h2>");
            html.Raw(Chart.Waterfall(
            [
                ("Opening", account.Opening, true, _texts.Of(account.Opening, unit)),
                .. account.Movements.Select(movement => (movement.Name, movement.Amount, false, _texts.Of(movement.Amount, unit))),
                ("Closing", result.Closing, true, _texts.Of(result.Closing, unit)),
            ]));
            html.Table(["", "Amount#"],
            [
                ["Closing balance of the period before", account.PriorClosing is { } prior ? _texts.Of(prior, unit) : "not known"],
                ["Opening balance", _texts.Of(account.Opening, unit)],
                .. account.Movements.Select(movement => (IReadOnlyList<string>)[movement.Name, _texts.Of(movement.Amount, unit)]),
                ["Closing balance", _texts.Of(result.Closing, unit)],
                ["General ledger", account.LedgerClosing is { } ledger ? _texts.Of(ledger, unit) : "not known"],
                [$"Open items ({account.List.Count.ToString(CultureInfo.InvariantCulture)})", _texts.Of(result.List, unit)],
            ]);
            html.Raw("</section>");
        }
    }

    /// <summary>Roles of an account that is named by its number, with a blank behind them.</summary>
    private string RolesOf(string account) => report.Accounts.FirstOrDefault(total => total.Account == account) is { Roles.Count: > 0 } known
        ? string.Join(", ", known.Roles.Select(static role => PageText.Words(role))) + " "
        : "";

    private void Breaks()
    {
        foreach (var section in report.Breaks.GroupBy(static item => item.Section))
        {
            html.Heading($"Breaks: {PageText.Words(section.Key.ToString(), isStart: false)}");
            Table(section);
        }
    }

    private void Registers()
    {
        Register("Register of overrides", report.Overrides);
        Register("Register of roundings", report.Roundings);
        if (report.Items.Count > 0)
        {
            html.Heading("Under way");
            html.Table(["Section", "Key", "Amount#", "Unit", "Arrived", "Evidence"], report.Items.Select(item => (IReadOnlyList<string>)
                [PageText.Words(item.Section.ToString()), item.Key, _texts.Of(item.Amount, item.Unit), item.Unit.ToString(), item.ClearsOn is { } date ? PageText.Of(date) : "", string.Join(' ', item.Evidence)]));
        }

        if (report.LateList.Count > 0)
        {
            html.Heading("Late list");
            html.Table(["Event", "Belongs to", "Posted on"], report.LateList.Select(static entry => (IReadOnlyList<string>)[entry.Id, entry.LateFor, entry.PostedOn is { } date ? PageText.Of(date) : ""]));
        }
    }

    private void Register(string name, IEnumerable<ReconciliationBreak> breaks)
    {
        var list = breaks.ToList();
        if (list.Count > 0)
        {
            html.Heading(name);
            Table(list);
        }
    }

    private void Table(IEnumerable<ReconciliationBreak> breaks) => html.Table(
        ["Key", "Class", "Amount#", "Difference#", "Unit", "Age#", "Action", "Status", "Cause", "Evidence"],
        breaks.Select(item => (IReadOnlyList<string>)
        [
            item.Leg is { } leg ? $"{item.Key} ({leg})" : item.Key, ClassOf(item), _texts.Of(item.Amount, item.Unit), _texts.Of(item.Difference, item.Unit), item.Unit.ToString(),
            item.AgeDays.ToString(CultureInfo.InvariantCulture), PageText.Words(item.Action.ToString()), PageText.Words(item.Status.ToString()), item.Cause ?? "",
            item.ExplainedBy is { Count: > 0 } explained ? "explained by " + string.Join(' ', explained) : string.Join(' ', item.Evidence),
        ]), "breaks");

    private static string ClassOf(ReconciliationBreak item) => item.Subclass == BreakSubclasses.None
        ? PageText.Words(item.Class.ToString())
        : $"{PageText.Words(item.Class.ToString())}: {PageText.Words(item.Subclass, isStart: false)}";

    private void Tile(string name, string value) => html.Raw($"<div><b>{Html.Text(value)}</b><span>{Html.Text(name)}</span></div>");

    private string Amounts(IReadOnlyDictionary<BalanceUnit, decimal> amounts) =>
        amounts.Count == 0 ? "0" : string.Join(", ", amounts.Select(pair => $"{_texts.Of(pair.Value, pair.Key)} {pair.Key}"));
}
