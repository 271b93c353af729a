using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Storage;
using ErpSync.Testing.Simulation.Runtime;
using ErpSync.Testing.Simulation.Systems;

namespace ErpSync.Testing.Simulation.Scenarios;

/// <summary>
/// Compares the books of all systems after everything has come to rest. It looks at the systems alone; of the engine it asks only which orders are in front of
/// a person, because those may rightly differ.
/// </summary>
internal sealed class Audit(SimulatedWorld world, IReadOnlyList<Case> cases)
{
    private readonly HashSet<string> _cased = [.. cases.Select(item => item.Report.Subject?.Id).OfType<string>()];

    public IEnumerable<string> Findings() =>
        [.. Documents(), .. Money(), .. Payments(), .. Fulfilments(), .. Parcels(), .. Customers(), .. Stock(), .. Ledger(), .. Cases()];

    /// <summary>G2: each order, exchange and refund has at most one document.</summary>
    private IEnumerable<string> Documents() =>
        from document in world.Erp.Documents
        where !document.IsCancelled
        group document by document.Content.Source into made
        where made.Count() > 1
        select $"G2: {made.Key.Type} {made.Key.Id} has {made.Count()} documents.";

    /// <summary>G3: what the ERP holds for an order is what the shop says it amounts to.</summary>
    private IEnumerable<string> Money()
    {
        foreach (var order in world.Shop.Orders.Where(order => !_cased.Contains(order.Id)))
        {
            var refunds = order.Refunds.Select(refund => refund.Id).ToHashSet(StringComparer.Ordinal);
            var held = world.Erp.Documents.Where(document => !document.IsCancelled && (document.Content.Source.Id == order.Id || refunds.Contains(document.Content.Source.Id)))
                .Sum(document => document.Content.Kind == SalesDocumentKind.CreditMemo ? -document.Gross : document.Gross);
            var owed = order.IsShippingRefunded ? 0 : order.Total;
            if (held != owed)
            {
                yield return $"G3: order {order.Name} amounts to {owed}, the ERP holds {held}. {LastSteps(FlowNames.Orders(ShopConnector.Id), order.Id)}";
            }
        }
    }

    /// <summary>Where to begin looking.</summary>
    private string LastSteps(string flow, string id) => string.Join("; ", world.Store.ReadTimelineAsync(new SubjectKey(flow, id), 12, CancellationToken.None)
        .AsTask().GetAwaiter().GetResult().Select(step => $"{step.At:HH:mm:ss.fff} {step.Code} {step.Text}"));

    /// <summary>G2: no receipt is booked twice; those of a fully invoiced order are booked with what was received.</summary>
    private IEnumerable<string> Payments()
    {
        var invoiced = world.Erp.Documents.Where(document => document.Read().Status == SalesDocumentStatus.Posted).Select(document => document.Content.Source.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var order in world.Shop.Orders)
        {
            foreach (var receipt in order.Payments.Where(payment => payment is { Kind: PaymentKind.Sale, Amount.Shop.Amount: > 0 }))
            {
                var booked = world.Erp.Payments.Where(payment => payment.TransactionId.Split('~')[0] == receipt.Id).ToList();
                if (booked.Count > 1 || (booked.Count == 0 && invoiced.Contains(order.Id) && !_cased.Contains(order.Id)) || booked.Exists(payment => payment.Amount != receipt.Amount.Shop))
                {
                    yield return $"G2: receipt {receipt.Id} of {receipt.Amount.Shop} is booked as [{string.Join(", ", booked.Select(payment => payment.Amount))}].";
                }
            }
        }
    }

    /// <summary>G2 and G8: each shipment is in the shop exactly once.</summary>
    private IEnumerable<string> Fulfilments()
    {
        foreach (var shipment in world.Shipments)
        {
            var made = world.Shop.Fulfilments.Count(fulfilment => fulfilment.Shipment.Split('~')[0] == shipment.Id);
            if (made > 1 || (made == 0 && !_cased.Contains(shipment.Id)))
            {
                yield return $"G2: shipment {shipment.Id} is in the shop {made} times. {LastSteps(FlowNames.Fulfilments(world.Wms is null ? ErpConnector.Id : WmsConnector.Id), shipment.Id)}";
            }
        }
    }

    /// <summary>G2: where a warehouse ships, the shop was told of what left the house, and exactly that is posted in the ERP.</summary>
    private IEnumerable<string> Parcels()
    {
        if (world.Wms is null)
        {
            yield break;
        }

        foreach (var order in world.Shop.Orders.Where(order => !_cased.Contains(order.Id)))
        {
            foreach (var line in order.Lines)
            {
                var posted = Sold(order).SelectMany(document => document.Lines.Where(pair => pair.Line.SourceLine == line.Id).Select(pair => document.Posted.GetValueOrDefault(pair.Key))).Sum();
                if (posted != line.Fulfilled)
                {
                    yield return $"G2: {line.Fulfilled} units of line {line.Id} of {order.Name} left the house, the ERP posted {posted}. {LastSteps(FlowNames.Orders(ShopConnector.Id), order.Id)}";
                }
            }

            if (order.Lines.Exists(line => line.Fulfilled > 0) && order.Lines.TrueForAll(line => line.Open == 0)
                && Sold(order).FirstOrDefault(document => document.Read().Status != SalesDocumentStatus.Posted) is { } left)
            {
                yield return $"G2: nothing of {order.Name} is left to ship, but {left.Number} is {left.Read().Status}. {LastSteps(FlowNames.Orders(ShopConnector.Id), order.Id)}";
            }

            var parcels = world.Shipments.Where(shipment => shipment.ExternalOrderNumber == order.Name).SelectMany(shipment => shipment.Lines).ToLookup(line => line.Sku, line => line.Quantity);
            foreach (var sku in order.WasChanged ? [] : order.Lines.GroupBy(line => line.Sku, StringComparer.Ordinal))
            {
                if (parcels[sku.Key].Sum() != sku.Sum(line => line.Fulfilled))
                {
                    yield return $"G2: {parcels[sku.Key].Sum()} of {sku.Key} left the house for {order.Name}, the shop was told of {sku.Sum(line => line.Fulfilled)}.";
                }
            }
        }
    }

    private IEnumerable<ErpDocument> Sold(ShopOrder order) =>
        world.Erp.Documents.Where(document => document is { IsCancelled: false, Content.Kind: not SalesDocumentKind.CreditMemo } && document.Content.Source.Id == order.Id);

    private IEnumerable<string> Customers() =>
        from id in world.Erp.Customers
        group id by id into made
        where made.Count() > 1
        select $"G2: customer {made.Key} was created {made.Count()} times.";

    /// <summary>Stock: the shop shows the owner's number.</summary>
    private IEnumerable<string> Stock() =>
        from article in Stage.Articles
        where world.Shop.Stock[article] != world.Stock[article]
        select $"Stock: {article} is {world.Shop.Stock[article]} in the shop and {world.Stock[article]} in the {(world.Wms is null ? "ERP" : "warehouse")}. {LastSteps(FlowNames.Stock(world.Wms is null ? ErpConnector.Id : WmsConnector.Id), article)}";

    /// <summary>G4: the ledger's balances add up, and it claims for each order line exactly what the shop has left to ship of it.</summary>
    private IEnumerable<string> Ledger()
    {
        foreach (var difference in world.StockLedger.CompareStockAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult())
        {
            yield return $"G4: {difference}.";
        }

        var claims = world.StockLedger.ReadStockAsync(Stage.Articles, $"order/{ShopConnector.Id}/", CancellationToken.None).AsTask().GetAwaiter().GetResult()
            .ToDictionary(balance => (balance.Sku, balance.Account), balance => balance.Quantity);
        foreach (var order in world.Shop.Orders.Where(order => !_cased.Contains(order.Id)))
        {
            foreach (var line in order.Lines)
            {
                var open = order.CancelledAt is null ? line.Open : 0;
                var claimed = claims.GetValueOrDefault((line.Sku, $"order/{ShopConnector.Id}/{order.Id}/{line.Id}/reserved"));
                if (claimed != open)
                {
                    yield return $"G4: line {line.Id} of {order.Name} has {open} units to ship, the ledger claims {claimed}.";
                }
            }
        }
    }

    /// <summary>A case needs a reason: without changes by people on both sides at once nothing may end in front of one.</summary>
    private IEnumerable<string> Cases() =>
        from item in cases
        where !MayBeCased(item)
        select $"Case without a reason: {item.Report.Code} of {item.Report.Subject?.Id ?? item.Report.Connection}: {item.Report.Message}";

    private bool MayBeCased(Case item)
    {
        var id = item.Report.Subject?.Id;
        var order = id is null ? null : world.Shop.Find(id)
            ?? world.Shipments.Where(shipment => shipment.Id == id)
                .Select(shipment => world.Shop.Orders.FirstOrDefault(candidate => candidate.Name == shipment.ExternalOrderNumber)).FirstOrDefault();
        return order?.WasChanged == true;
    }
}
