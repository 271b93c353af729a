using ErpSync.Finance.Policies;
using ErpSync.Model;

namespace ErpSync.Finance.Journal.Ledger;

/// <summary>Tax declared on money held, where tax is owed at the earlier of payment and delivery.</summary>
internal static class DeclaredTax
{
    public static bool Applies(EventRun run) => run.Policies.TaxPoint == TaxPoint.EarliestOfPaymentOrSupply;

    /// <summary>After money arrived: tax that becomes owed now. Returns its sum.</summary>
    public static decimal Raise(EventRun run, OrderBook order, JournalBuilder journal)
    {
        if (!Applies(run))
        {
            return 0m;
        }

        run.RefuseForeign(order);
        var sum = 0m;
        foreach (var (key, target) in Targets(order))
        {
            var before = order.Declared.GetValueOrDefault(key);
            if (target.Amount > before.Amount || target.Base > before.Base)
            {
                var after = (Base: Math.Max(target.Base, before.Base), Amount: Math.Max(target.Amount, before.Amount));
                order.Declared = order.Declared.SetItem(key, after);
                Post(journal, key, after.Base - before.Base, after.Amount - before.Amount);
                sum += after.Amount - before.Amount;
            }
        }

        return sum;
    }

    /// <summary>After money went back or was used elsewhere: tax no longer owed. Returns its sum.</summary>
    public static decimal Lower(EventRun run, OrderBook order, JournalBuilder journal) =>
        Applies(run) ? Release(order, journal, new Dictionary<TaxKey, (decimal Base, decimal Amount)>()) : 0m;

    /// <summary>A document uses prepaid money: its own tax replaces what was declared. Returns what is released.</summary>
    public static decimal Release(OrderBook order, JournalBuilder journal, IReadOnlyDictionary<TaxKey, (decimal Base, decimal Amount)> onDocument)
    {
        var targets = Targets(order).ToDictionary(static pair => pair.Key, static pair => pair.Target);
        var sum = 0m;
        foreach (var (key, before) in order.Declared)
        {
            var target = targets.GetValueOrDefault(key);
            var used = onDocument.TryGetValue(key, out var value) ? value : default;
            var after = (
                Base: Math.Min(before.Base - Math.Min(before.Base, used.Base), target.Base),
                Amount: Math.Min(before.Amount - Math.Min(before.Amount, used.Amount), target.Amount));
            order.Declared = order.Declared.SetItem(key, after);
            Post(journal, key, after.Base - before.Base, after.Amount - before.Amount);
            sum += before.Amount - after.Amount;
        }

        return sum;
    }

    private static IEnumerable<(TaxKey Key, (decimal Base, decimal Amount) Target)> Targets(OrderBook order)
    {
        var uninvoiced = order.Uninvoiced;
        var open = new Dictionary<TaxKey, (decimal Base, decimal Amount)>();
        var keys = new List<TaxKey>();
        foreach (var line in order.Lines)
        {
            var rest = line.Current() - line.Invoiced;
            for (var i = 0; i < line.Taxes.Length; i++)
            {
                var key = TaxKey.Of(line.Taxes[i]);
                if (!key.IsFacilitator)
                {
                    if (!open.TryGetValue(key, out var before))
                    {
                        keys.Add(key);
                    }

                    open[key] = (before.Base + line.NetOf(rest), before.Amount + Slice.At(rest.Tax, i));
                }
            }
        }

        var part = Math.Min(order.Prepaid.Doc, uninvoiced);
        foreach (var key in keys)
        {
            yield return (key, uninvoiced == 0m
                ? default
                : (Allocation.Share(open[key].Base, part, uninvoiced, order.Currency), Allocation.Share(open[key].Amount, part, uninvoiced, order.Currency)));
        }
    }

    private static void Post(JournalBuilder journal, TaxKey key, decimal taxBase, decimal amount)
    {
        journal.Credit(Accounts.AccountRole.OutputTax, new Dual(amount, amount), key.Dimensions);
        journal.Tax(key, taxBase, amount);
    }
}
