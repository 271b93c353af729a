using ErpSync.Reconciliation.Matching;
using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;

namespace ErpSync.Reconciliation.Sections;

/// <summary>A section that pairs records: repeats are sorted out, passes 1 to 3 look at each slice, pass 4 at what is left.</summary>
internal sealed class PairingRun(ReconciliationSection section, RunContext context) : SectionRun(section, context)
{
    private readonly Candidates _candidates = new(section, context);
    private readonly PairedJudge _paired = new(section, context);
    private readonly OneSidedJudge _oneSided = new(section, context);
    private readonly List<Candidate> _sources = [];
    private readonly List<Candidate> _targets = [];
    private readonly List<Candidate> _strays = [];
    private readonly SortedDictionary<BalanceUnit, (decimal Source, decimal Target)> _totals = [];

    public override void Add(ReconciliationRecords slice)
    {
        var (sources, repeated) = Repeats.Sources(_candidates.Sources(slice));
        List<Candidate> all = [.. _candidates.Targets(slice)];
        var (targets, later) = Repeats.Targets(all);
        sources.ForEach(source => Count(source.Unit, source.Expected, 0m));
        all.ForEach(target => Count(target.Unit, 0m, target.Amount));
        repeated.ForEach(source => Findings.Loose(_oneSided.Repeated(source)));
        later.ForEach(target => Findings.Loose(_oneSided.Repeated(target)));

        var pool = new Pool(sources, targets);
        var strays = KeyPass.Run(pool);
        _strays.AddRange(strays);
        var rest = new Pool(pool.Sources, pool.Targets.Except(strays));
        CompositePass.Run(rest);
        SumPass.Run(rest, Context.Settings.SubsetCap);
        pool.Pairings.ForEach(Judge);
        rest.Pairings.ForEach(Judge);
        _sources.AddRange(rest.Sources);
        _targets.AddRange(rest.Targets);
    }

    public override void Complete()
    {
        var pool = new Pool(_sources, _targets);
        TolerancePass.Run(pool, Context.Settings.DateWindowDays, (source, target) => Tolerance.Of(Context, source.Unit, source.Roundings + target.Roundings));
        pool.Pairings.ForEach(Judge);
        foreach (var source in pool.Sources.Where(static source => !source.IsUnshipped))
        {
            Findings.Loose(_oneSided.SourceOnly(source));
        }

        foreach (var target in pool.Targets.Concat(_strays))
        {
            Findings.Loose(_oneSided.TargetOnly(target));
        }

        Findings.Totals.AddRange(_totals.Select(row => new SectionTotal(Section, row.Key, row.Value.Source, row.Value.Target)));
    }

    private void Judge(Pairing pairing)
    {
        if (pairing.IsAmbiguous)
        {
            Findings.Loose(_paired.Ambiguous(pairing));
            return;
        }

        Findings.Match(
            new ReconciliationMatch { Section = Section, Pass = pairing.Pass, Source = PairedJudge.Ids(pairing.Sources), Target = PairedJudge.Ids(pairing.Targets) },
            _paired.Judge(pairing));
        if (Section == ReconciliationSection.Bank && pairing.Targets.Select(static line => line.Date!.Value).Order().ToList() is { Count: > 0 } dates)
        {
            foreach (var payout in pairing.Sources)
            {
                Context.BankDates[payout.Id] = (dates[0], dates[^1]);
            }
        }
    }

    private void Count(BalanceUnit unit, decimal source, decimal target)
    {
        var row = _totals.GetValueOrDefault(unit);
        _totals[unit] = (row.Source + source, row.Target + target);
    }
}
