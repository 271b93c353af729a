using System.Globalization;
using ErpSync.Adapters.Files;
using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Storage;

namespace WarehouseFiles;

/// <summary>
/// A flow of the host's own: what comes back is put on record, the stock of what went back on the shelf is looked at again, and for the rest a person decides
/// what the buyer gets.
/// </summary>
internal sealed class ReturnFlow(string warehouse, string erp, IRecordReader reader, ISyncStore store) : SyncFlow<ReturnReading>
{
    public override string Name { get; } = $"returns:{warehouse}";

    public override string SourceConnection => warehouse;

    public override string SourceEntity => WarehouseReturn.EntityName;

    /// <summary>All the I/O: the returns as they are now, and the orders whose numbers they name.</summary>
    protected override async ValueTask<IReadOnlyList<Reading<ReturnReading>>> ReadAsync(IReadOnlyList<SubjectHead> heads, CancellationToken ct)
    {
        var returns = await reader.FindAsync<WarehouseReturn>(warehouse, WarehouseReturn.EntityName, [.. heads.Select(head => head.Subject.Id)], ct);
        var numbers = returns.Values.Select(record => record.Value?.OrderNumber).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var orders = (await store.FindLinksByNumberAsync(erp, EntityNames.SalesDocument, numbers, ct)).ToLookup(link => link.Ref.DisplayNumber, link => (SubjectKey?)link.Subject);
        return [.. heads.Select(head => returns[head.Subject.Id]).Select(record => record.Fault is { } fault
            ? new Reading<ReturnReading>(null, fault)
            : new Reading<ReturnReading>(new ReturnReading(record.Value, record.Value is { } returned ? orders[returned.OrderNumber].FirstOrDefault() : null)))];
    }

    /// <summary>No I/O and no clock.</summary>
    protected override SubjectPlan Plan(SubjectHead head, ReturnReading reading, DateTimeOffset now)
    {
        if (reading.Return is not { } returned)
        {
            return SubjectPlan.Settled;
        }

        var unsellable = returned.Lines.Where(line => line.Disposition != ReturnDisposition.Restock).Select(Describe).ToList();
        var fault =
            reading.Order is null ? new Fault(FaultKind.Invalid, "return.order-unknown", $"Return {returned.Id} names order {returned.OrderNumber}, which is not on record.")
            {
                Hint = "Find the order, have the warehouse correct the number and send the file again.",
            }
            : unsellable.Count > 0 ? new Fault(FaultKind.Rejected, "return.to-be-decided", $"Return {returned.Id}: {string.Join("; ", unsellable)}.")
            {
                Hint = "Decide what the buyer gets, refund it in the shop, and resolve the case.",
            }
            : null;
        return new SubjectPlan
        {
            Title = returned.Id,
            Notes = [.. returned.Lines.Select(Describe)],
            Fault = fault,
            FollowUps =
            [
                .. reading.Order is { } order ? [new FollowUp(order.Flow, order.Id, $"return:{returned.Id}")] : Array.Empty<FollowUp>(),
                .. returned.Lines.Where(line => line.Disposition == ReturnDisposition.Restock).Select(line => line.Sku).Distinct(StringComparer.Ordinal)
                    .Select(sku => new FollowUp(FlowNames.Stock(warehouse), sku, $"return:{returned.Id}")),
            ],
        };
    }

    private static string Describe(WarehouseReturnLine line) =>
        string.Create(CultureInfo.InvariantCulture, $"{line.Quantity} of {line.Sku}: {line.Disposition}");
}
