using ErpSync.Finance.Accounts;
using ErpSync.Finance.Policies;
using ErpSync.Model;

namespace ErpSync.Finance.Journal.Ledger;

/// <summary>Goods that come back, and the end of the time in which they may.</summary>
internal static class GoodsBack
{
    public static void Receive(EventRun run, FinanceEvent.ReturnReceived received)
    {
        var order = run.Order();
        var restock = run.Journal("Restock", run.Functional);
        var reclass = run.Journal("CostReclass", run.Functional);
        foreach (var part in received.Lines)
        {
            var line = order.Find(part.Line, part.Component);
            EventRun.Refuse(part.Quantity > line.Shipped - line.Returned, "ReturnExceedsShipped");
            line.Returned += part.Quantity;
            if (line.UnitCost is not { } unitCost)
            {
                continue;
            }

            var cost = run.Functional.Round(unitCost * line.Returned) - line.CostReturned;
            line.CostReturned += cost;
            if (!part.IsDamaged)
            {
                Move(run, order, line, restock, AccountRole.Inventory, cost, part.Quantity);
            }
            else if (run.Policies.DamagedCost == DamagedCost.WriteOff)
            {
                Move(run, order, line, reclass, AccountRole.InventoryWriteOff, cost, part.Quantity);
            }
        }
    }

    public static void CloseWindow(EventRun run)
    {
        var order = run.Order();
        var sales = run.Journal("ReturnWindowClose", order.Currency);
        var cost = run.Journal("ReturnAssetRelease", run.Functional);
        foreach (var line in order.Lines)
        {
            var dimensions = Dimensions(order, line);
            var income = new Dual(line.RefundLiability, line.RefundLiability);
            sales.Debit(AccountRole.RefundLiability, income, dimensions);
            sales.Credit(AccountRole.Sales, income, dimensions);
            var asset = new Dual(line.ReturnAsset, line.ReturnAsset);
            cost.Debit(AccountRole.Cogs, asset, dimensions);
            cost.Credit(AccountRole.ReturnAsset, asset, dimensions);
            (line.RefundLiability, line.ReturnAsset, line.ExpectedUnits, line.ExpectedBackUnits) = (0m, 0m, 0m, 0m);
        }
    }

    private static void Move(EventRun run, OrderBook order, LineBook line, JournalBuilder journal, AccountRole to, decimal cost, decimal units)
    {
        var covered = Math.Min(units, line.ExpectedBackUnits);
        var asset = covered == 0m ? 0m : Allocation.Share(line.ReturnAsset, covered, line.ExpectedBackUnits, run.Functional);
        line.ReturnAsset -= asset;
        line.ExpectedBackUnits -= covered;
        var dimensions = Dimensions(order, line);
        journal.Debit(to, new Dual(cost, cost), dimensions);
        journal.Credit(AccountRole.ReturnAsset, new Dual(asset, asset), dimensions);
        journal.Credit(AccountRole.Cogs, new Dual(cost - asset, cost - asset), dimensions);
    }

    private static JournalDimensions Dimensions(OrderBook order, LineBook line) => new() { Order = order.Order.Id, Line = line.Id, Component = line.Component };
}
