using ErpSync.Finance.Accounts;
using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;

namespace ErpSync.Reconciliation.Sections;

/// <summary>Expected journal against the general ledger: order by order on each account, so that differences of two orders cannot cancel out.</summary>
internal sealed class GeneralLedgerRun(RunContext context) : SectionRun(ReconciliationSection.GeneralLedger, context)
{
    private readonly Dictionary<string, Account> _accounts = new(StringComparer.Ordinal);

    public override void Add(ReconciliationRecords slice)
    {
        foreach (var fact in slice.Unbooked)
        {
            var isMapping = fact.Code is AccountProblems.Unmapped or AccountProblems.NotPostable;
            Findings.Loose(Break(
                fact.Order, isMapping ? BreakClass.Mapping : BreakClass.Integrity, fact.Code, isMapping ? BreakAction.Remap : BreakAction.AskPerson, 0m, Context.BookUnit, 0, fact.Order)
                with
            { Cause = $"{fact.Message} {fact.Remedy}" });
        }

        var expected = slice.ExpectedLedger.ToLookup(static item => item.Order, StringComparer.Ordinal);
        var booked = slice.BookedLedger.Where(static item => item.Order is not null).ToLookup(static item => item.Order!, StringComparer.Ordinal);
        foreach (var order in expected.Select(static group => group.Key).Concat(booked.Select(static group => group.Key)).Distinct(StringComparer.Ordinal))
        {
            Compare(order, [.. expected[order]], [.. booked[order]]);
        }

        foreach (var item in slice.BookedLedger.Where(item => item.Order is null && Context.Settings.ExclusiveAccounts.Contains(item.Account)))
        {
            Foreign(item);
        }
    }

    public override void Complete() => Findings.Accounts.AddRange(_accounts.Select(static pair => new AccountTotal
    {
        Account = pair.Key,
        Roles = [.. pair.Value.Roles.Order().Select(static role => role.ToString())],
        Expected = pair.Value.Expected,
        Found = pair.Value.Found,
        Explained = pair.Value.Explained,
        Unexplained = pair.Value.Unexplained,
    }));

    private void Compare(string order, ExpectedLedgerAmount[] expected, BookedLedgerAmount[] booked)
    {
        var cells = expected.GroupBy(static item => item.Account, StringComparer.Ordinal).ToDictionary(static group => group.Key, static group => new Cell(group), StringComparer.Ordinal);
        foreach (var item in booked)
        {
            if (!cells.TryGetValue(item.Account, out var cell))
            {
                cells.Add(item.Account, cell = new Cell([]));
            }

            cell.Add(item);
        }

        var roundings = expected.Length == 0 ? 0 : expected.Max(static item => item.Roundings);
        var documents = expected.Length == 0 ? 0 : expected.Max(static item => item.Documents);
        var tolerance = Tolerance.Of(Context.MinorUnit(Context.BookUnit), roundings, Context.Settings.RoundingCap * documents);
        var open = cells.Values.Where(cell => Math.Abs(cell.Difference) > tolerance).ToList();
        foreach (var (account, cell) in cells.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            var sums = _accounts.TryGetValue(account, out var known) ? known : _accounts[account] = new Account();
            sums.Take(cell);
            var found = cell.Difference == 0m ? null : Judge($"{order}|{account}", cell, tolerance, open);
            sums.Note(found);
            if (found is null || (cell.HasExpected && cell.Documents.Count > 0))
            {
                Findings.Match(Keyed($"{order}|{account}"), found);
            }
            else
            {
                Findings.Loose(found);
            }
        }
    }

    private ReconciliationBreak Judge(string key, Cell cell, decimal tolerance, List<Cell> open)
    {
        ReconciliationBreak Of(BreakClass kind, string subclass, BreakAction action) => Break(key, kind, subclass, action, cell.Difference, Context.BookUnit, Context.Age(cell.On), cell.Documents);
        if (Math.Abs(cell.Difference) <= tolerance)
        {
            // Both journals balance, so what one account has too much another has too little: there is nothing to post.
            return Of(BreakClass.Rounding, BreakSubclasses.TaxLineRounding, BreakAction.None) with { Status = BreakStatus.NoActionNeeded };
        }

        // Missing documents leave opposite amounts as well, so only a pair that is all there is speaks for a wrong account.
        if (open.Count == 2 && open[0].Difference == -open[1].Difference && open.Exists(static other => other.Expected == 0m) && open.Exists(static other => other.Found == 0m))
        {
            return Of(BreakClass.Mapping, BreakSubclasses.WrongAccount, BreakAction.Remap);
        }

        if (cell.Documents.Count == 0)
        {
            return Context.Age(cell.On) <= Context.Settings.Deadlines.Invoice
                ? Of(BreakClass.Timing, BreakSubclasses.Pending, BreakAction.CarryForward)
                : Of(BreakClass.Missing, BreakSubclasses.NotPosted, BreakAction.Rerun);
        }

        return cell.HasExpected
            ? Of(BreakClass.Amount, BreakSubclasses.LineDiff, BreakAction.AskPerson)
            : Of(BreakClass.Missing, BreakSubclasses.OrphanInTarget, BreakAction.Investigate);
    }

    private void Foreign(BookedLedgerAmount item)
    {
        var sums = _accounts.TryGetValue(item.Account, out var known) ? known : _accounts[item.Account] = new Account();
        var found = Break(
            $"{item.Document}|{item.Account}", BreakClass.Missing, BreakSubclasses.OrphanInTarget, BreakAction.Investigate, item.Amount, Context.BookUnit, Context.Age(item.On), item.Document);
        found = item.CreatedBy is { } who
            ? found with { Class = BreakClass.Override, Subclass = BreakSubclasses.ManualJournal, Cause = who, Action = Context.Settings.Ownership.Documents }
            : found;
        sums.Found += item.Amount;
        sums.Note(found);
        Findings.Loose(found);
    }

    /// <summary>One order on one account.</summary>
    private sealed class Cell
    {
        public Cell(IEnumerable<ExpectedLedgerAmount> expected)
        {
            foreach (var item in expected)
            {
                HasExpected = true;
                Expected += item.Amount;
                On = item.On > On ? item.On : On;
                Roles.UnionWith(item.Roles);
            }
        }

        public bool HasExpected { get; }

        public decimal Expected { get; }

        public decimal Found { get; private set; }

        public decimal Difference => Found - Expected;

        public DateOnly On { get; private set; }

        public HashSet<AccountRole> Roles { get; } = [];

        public HashSet<string> Documents { get; } = new(StringComparer.Ordinal);

        public void Add(BookedLedgerAmount item)
        {
            Found += item.Amount;
            Documents.Add(item.Document);
            On = item.On > On ? item.On : On;
        }
    }

    private sealed class Account
    {
        public HashSet<AccountRole> Roles { get; } = [];

        public decimal Expected { get; private set; }

        public decimal Found { get; set; }

        public SortedDictionary<BreakClass, decimal> Explained { get; } = [];

        public decimal Unexplained { get; private set; }

        public void Take(Cell cell)
        {
            Roles.UnionWith(cell.Roles);
            Expected += cell.Expected;
            Found += cell.Found;
        }

        public void Note(ReconciliationBreak? found)
        {
            if (found?.Class is BreakClass.Rounding or BreakClass.Timing)
            {
                Explained[found.Class] = Explained.GetValueOrDefault(found.Class) + found.Difference;
            }
            else if (found is not null)
            {
                Unexplained += found.Amount;
            }
        }
    }
}
