using System.Globalization;
using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Live;
using ErpSync.Reconciliation.Results;
using Spectre.Console;

namespace Quickstart.Books;

/// <summary>The expected journal of the shop's orders against the ERP's general ledger. Both are read from the systems, over their own APIs.</summary>
internal sealed record RoleBooks(ReconciliationReport Report)
{
    private const int BreaksShown = 20;

    /// <summary>Everything is settled when this is asked, so only what rounding proves may differ.</summary>
    public bool Agreed => Report.Breaks.All(static item => item.Class == BreakClass.Rounding);

    public IReadOnlyList<RoleFigures> Figures =>
    [
        .. Report.Accounts.Select(static total => new RoleFigures(
            string.Join(", ", total.Roles), total.Account, Text(total.Expected), Text(total.Found), Text(total.Difference),
            string.Join(", ", total.Explained.Select(static pair => $"{pair.Key} {Text(pair.Value)}")), Text(total.Unexplained))),
    ];

    public static async Task<RoleBooks> ReadAsync(IReconciliation reconciliation, CancellationToken ct)
    {
        var now = TimeProvider.System.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var scope = reconciliation.ScopeOf($"{today:yyyy-MM-dd}", today.AddDays(-1), today.AddDays(1), now);
        return new RoleBooks((await reconciliation.RunAsync(scope, matches: null, ct)).Report);
    }

    /// <summary>Shows the table, and writes the whole report when a folder is given.</summary>
    public async Task ShowAsync(string? folder, CancellationToken ct)
    {
        var table = new Table().Border(TableBorder.Rounded).Title("Books by account role")
            .AddColumns(new TableColumn("account role (account)"), Numbers("expected"), Numbers("ERP ledger"), Numbers("difference"), Numbers("unexplained"));
        foreach (var role in Figures)
        {
            table.AddRow($"{role.Roles} ({role.Account})", role.Expected, role.Ledger, role.Explained.Length == 0 ? role.Difference : role.Explained, role.Unexplained);
        }

        AnsiConsole.Write(table);
        ShowTaxes();
        ShowRollForwards();
        foreach (var item in Report.Breaks.Where(static item => item.Class != BreakClass.Rounding).Take(BreaksShown))
        {
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]•[/] {item.Section} {item.Key}: {item.Class}/{item.Subclass} {item.Difference:F2} {item.Cause ?? ""} {string.Join(' ', item.Evidence)}");
        }

        if (folder is not null)
        {
            await ReportFiles.WriteAsync(Report, folder, ct);
        }
    }

    private void ShowTaxes()
    {
        var table = new Table().Border(TableBorder.Rounded).Title("Output tax by jurisdiction")
            .AddColumns(new TableColumn("tax"), Numbers("of orders"), Numbers("on documents"), Numbers("ERP ledger"));
        foreach (var tax in Report.Taxes)
        {
            table.AddRow($"{(tax.Jurisdiction.Length == 0 ? "–" : tax.Jurisdiction)} {tax.Code}", Text(tax.Charged), Text(tax.Booked), Text(tax.Ledger));
        }

        AnsiConsole.Write(table);
    }

    private void ShowRollForwards()
    {
        var table = new Table().Border(TableBorder.Rounded).Title("Balances rolled forward")
            .AddColumns(new TableColumn("account"), Numbers("opening"), Numbers("moved"), Numbers("closing"), Numbers("ERP ledger"), Numbers("open items"), new TableColumn(""));
        foreach (var result in Report.RollForwards)
        {
            table.AddRow(
                result.Account.Account, Text(result.Account.Opening), Text(result.Movements), Text(result.Closing),
                result.Account.LedgerClosing is { } ledger ? Text(ledger) : "", Text(result.List), result.Ties ? "ties" : "does NOT tie");
        }

        AnsiConsole.Write(table);
    }

    private static TableColumn Numbers(string name) => new TableColumn(name).RightAligned().NoWrap();

    private static string Text(decimal amount) => amount.ToString("F2", CultureInfo.InvariantCulture);
}
