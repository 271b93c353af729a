using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;

namespace ErpSync.Reconciliation.Sections;

/// <summary>Units held against order lines that wait for them. Never resolved automatically.</summary>
internal sealed class ClaimRun(RunContext context) : SectionRun(ReconciliationSection.Claims, context)
{
    private decimal _open;
    private decimal _claimed;

    public override void Add(ReconciliationRecords slice)
    {
        var claims = slice.Claims.ToLookup(static claim => (claim.Order, claim.Line, claim.Sku));
        var lines = slice.OpenLines.ToLookup(static line => (line.Order, line.Line, line.Sku));
        var statuses = slice.OrderStatuses.ToLookup(static status => status.Order, StringComparer.Ordinal);
        foreach (var key in claims.Select(static group => group.Key).Union(lines.Select(static group => group.Key)))
        {
            var claimed = claims[key].Sum(static claim => claim.Open);
            var open = lines[key].Sum(static line => line.Open);
            _claimed += claimed;
            _open += open;
            var found = claimed == open ? null : Judge($"{key.Order}/{key.Line}/{key.Sku}", claimed - open, [.. claims[key]], statuses[key.Order].LastOrDefault());
            if (claims.Contains(key) && lines.Contains(key))
            {
                Findings.Match(Keyed($"{key.Order}/{key.Line}/{key.Sku}"), found);
            }
            else if (found is not null)
            {
                Findings.Loose(found);
            }
        }
    }

    public override void Complete() => Findings.Totals.Add(new SectionTotal(Section, BalanceUnit.Quantity, _open, _claimed));

    private ReconciliationBreak Judge(string key, decimal difference, OpenClaim[] claims, OrderStatusPair? status)
    {
        var age = claims.Length > 0 ? Context.Age(claims.Min(static claim => claim.Since)) : 0;
        var evidence = claims.Select(static claim => claim.Id);
        return (difference > 0m
            ? Break(key, BreakClass.Integrity, BreakSubclasses.StuckClaim, BreakAction.ProposeCompensation, difference, BalanceUnit.Quantity, age, evidence)
            : Break(key, BreakClass.Integrity, BreakSubclasses.UnclaimedLine, BreakAction.AskPerson, difference, BalanceUnit.Quantity, age, evidence)) with
        { OrderStatus = status };
    }
}
