using ErpSync.Reconciliation.Results;

namespace ErpSync.Reconciliation.Sections;

/// <summary>Collects what sections find.</summary>
internal sealed class Findings(IMatchSink? sink)
{
    private readonly List<ReconciliationMatch> _matches = [];

    public List<ReconciliationBreak> Breaks { get; } = [];

    public List<ReconcilingItem> Items { get; } = [];

    public List<LateEntry> LateList { get; } = [];

    public List<SectionTotal> Totals { get; } = [];

    public List<RollForwardResult> RollForwards { get; } = [];

    public List<AccountTotal> Accounts { get; } = [];

    public IReadOnlyList<ReconciliationMatch> Matches => _matches;

    public int MatchCount { get; private set; }

    public int OutOfBalance { get; private set; }

    public int LooseBreaks { get; private set; }

    /// <summary>Adds a match and the break that belongs to it.</summary>
    public void Match(ReconciliationMatch match, ReconciliationBreak? itsBreak = null)
    {
        if (itsBreak is not null)
        {
            Breaks.Add(itsBreak);
        }

        Match(match, itsBreak?.Class);
    }

    /// <summary>Adds a match whose break is added elsewhere.</summary>
    public void Match(ReconciliationMatch match, BreakClass? itsBreak)
    {
        var status = itsBreak switch
        {
            null when match.Pass == 4 => MatchStatus.AutoWithinTolerance,
            BreakClass.Rounding => MatchStatus.AutoWithinTolerance,
            null or BreakClass.Timing => MatchStatus.Auto,
            _ => MatchStatus.OutOfBalance,
        };
        MatchCount++;
        OutOfBalance += status == MatchStatus.OutOfBalance ? 1 : 0;
        var judged = match with { Status = status };
        if (sink is null)
        {
            _matches.Add(judged);
        }
        else
        {
            sink.Add(judged);
        }
    }

    /// <summary>Adds a break that belongs to no match.</summary>
    public void Loose(ReconciliationBreak item)
    {
        Breaks.Add(item);
        LooseBreaks++;
    }
}
