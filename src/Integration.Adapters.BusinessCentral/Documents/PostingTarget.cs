using System.Globalization;
using System.Text.Json.Nodes;
using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.BusinessCentral.Documents;

/// <summary>One order line and how much of it must be posted in the end.</summary>
internal sealed record PostingTarget(BcEntity Line, decimal Target)
{
    private decimal Shipped => Line.Decimal(BcFields.ShippedQuantity);

    private decimal Invoiced => Line.Decimal(BcFields.InvoicedQuantity);

    public bool IsReached => Reached(Invoiced) && Reached(Shipped);

    /// <summary>
    /// Targets of all lines that can be posted. Lines that nobody named stay as they are; charges and rounding (account lines) that nobody named go
    /// with the last goods, since the order could never close without them.
    /// </summary>
    public static IReadOnlyList<PostingTarget> Of(DocumentPosting posting, BcEntity order)
    {
        var lines = order.Children(BcSets.SalesOrderLines).Where(line => line.Decimal(BcFields.Quantity) != 0).ToList();
        if (posting.Lines.Count == 0)
        {
            return [.. lines.Select(line => new PostingTarget(line, line.Decimal(BcFields.Quantity)))];
        }

        var named = Named(posting, lines);
        bool Completes(BcEntity line) => named.TryGetValue(line.Id, out var target) && target >= line.Decimal(BcFields.Quantity);
        var goodsComplete = lines.Where(line => line.Text(BcFields.LineType) == WantedLine.Item)
            .All(line => Completes(line) || line.Decimal(BcFields.InvoicedQuantity) == line.Decimal(BcFields.Quantity));
        return [.. lines.Select(line => new PostingTarget(
            line,
            named.TryGetValue(line.Id, out var target) ? target
                : goodsComplete && line.Text(BcFields.LineType) != WantedLine.Item ? line.Decimal(BcFields.Quantity)
                : line.Decimal(BcFields.InvoicedQuantity)))];
    }

    /// <summary>Quantities to set before posting; empty when the line has them already.</summary>
    public JsonObject ToPatch()
    {
        var ship = Missing(Shipped);
        var invoice = Missing(Invoiced);
        var json = new JsonObject();
        if (Line.Decimal(BcFields.ShipQuantity) != ship || Line.Decimal(BcFields.InvoiceQuantity) != invoice)
        {
            json[BcFields.ShipQuantity] = ship;
            json[BcFields.InvoiceQuantity] = invoice;
        }

        return json;
    }

    private static Dictionary<Guid, decimal> Named(DocumentPosting posting, List<BcEntity> lines)
    {
        var named = new Dictionary<Guid, decimal>();
        for (var index = 0; index < posting.Lines.Count; index++)
        {
            var wanted = posting.Lines[index];
            var matches = lines.Where(line => line.Integer(BcFields.Sequence).ToString(CultureInfo.InvariantCulture) == wanted.LineKey).ToList();
            if (matches is not [var line])
            {
                throw BcException.Of(FaultKind.Conflict, "bc.line-missing", $"Order {posting.ExternalNumber} has no line {wanted.LineKey}.", "The order is read and planned again.", $"lines[{index}].lineKey");
            }

            var target = wanted.PostedBefore + wanted.Quantity;
            if (Math.Abs(target) > Math.Abs(line.Decimal(BcFields.Quantity)))
            {
                throw BcException.Of(FaultKind.Rejected, "bc.posting-exceeds-order",
                    string.Create(CultureInfo.InvariantCulture, $"Line {wanted.LineKey} of order {posting.ExternalNumber} has {line.Decimal(BcFields.Quantity)} units; {target} should be posted."),
                    "Correct the quantity of the order line or of the fulfilment.", $"lines[{index}].quantity");
            }

            named[line.Id] = target;
        }

        return named;
    }

    private bool Reached(decimal posted) => Target >= 0 ? posted >= Target : posted <= Target;

    private decimal Missing(decimal posted) => Reached(posted) ? 0m : Target - posted;
}
