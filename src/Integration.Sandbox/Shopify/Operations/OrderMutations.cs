using System.Globalization;
using ErpSync.Sandbox.Shopify.Graph;
using ErpSync.Sandbox.Shopify.State;
using GraphQL;

namespace ErpSync.Sandbox.Shopify.Operations;

/// <summary>Writes of orders: cancel, refund, capture, mark as paid, tags.</summary>
internal sealed class OrderMutations(ShopState shop, IdempotencyMemory memory)
{
    private const string RefundPayload = "RefundCreatePayload";
    private readonly OrderDesk _desk = new(shop);

    public void Register(RootFields roots)
    {
        roots.Mutation("orderCancel", Cancel);
        roots.Mutation("refundCreate", context => memory.Run(context, RefundPayload, "UserError", () => Refund(context)));
        roots.Mutation("orderCapture", Capture);
        roots.Mutation("orderMarkAsPaid", MarkAsPaid);
        roots.Mutation("tagsAdd", context => Tags(context, "TagsAddPayload", (known, given) => [.. known.Union(given, StringComparer.OrdinalIgnoreCase)]));
        roots.Mutation("tagsRemove", context => Tags(context, "TagsRemovePayload", (known, given) => [.. known.Except(given, StringComparer.OrdinalIgnoreCase)]));
        roots.Query("job", context => new GraphNode("Job") { ["id"] = context.GetArgument<string>("id"), ["done"] = true });
    }

    private GraphNode Cancel(IResolveFieldContext context)
    {
        const string Type = "OrderCancelPayload";
        lock (shop.Gate)
        {
            if (Find(context.GetArgument<string>("orderId")) is not { } order)
            {
                return Refused("NOT_FOUND", "Order does not exist");
            }

            var method = context.GetArgument<Dictionary<string, object?>?>("refundMethod");
            try
            {
                _desk.Cancel(order, context.GetArgument<string>("reason"), context.GetArgument<bool>("restock"), method?.Value("originalPaymentMethodsRefund") is true);
            }
            catch (InvalidOperationException refused)
            {
                return Refused("INVALID", refused.Message);
            }

            return new GraphNode(Type) { ["job"] = new GraphNode("Job") { ["id"] = Gid.Of("Job", shop.NextId()), ["done"] = false } };
        }

        static GraphNode Refused(string code, string message) =>
            new(Type) { ["orderCancelUserErrors"] = new[] { Payload.UserError("OrderCancelUserError", code, message, "orderId") } };
    }

    private GraphNode Refund(IResolveFieldContext context)
    {
        var input = context.GetArgument<Dictionary<string, object?>>("input");
        lock (shop.Gate)
        {
            if (Find((string)input["orderId"]!) is not { } order)
            {
                return Payload.Error(RefundPayload, "UserError", null, "Order does not exist", "orderId");
            }

            var transactions = Rows(input.Value("transactions"));
            var request = new RefundRequest
            {
                Lines = [.. Rows(input.Value("refundLineItems")).Select(Line)],
                Shipping = Shipping(order, input.Value("shipping") as IDictionary<string, object?>),
                Note = (string?)input.Value("note"),
                Money = transactions.Count == 0 ? RefundMoney.None : RefundMoney.Paid,
            };
            var presentment = transactions.Sum(transaction => decimal.Parse((string)transaction["amount"]!, CultureInfo.InvariantCulture));
            var left = OrderMath.Received(order) - OrderMath.Refunded(order);
            if (presentment > left.Presentment && input.Value("allowOverRefunding") is not true)
            {
                return Payload.Error(RefundPayload, "UserError", null, "Refund amount is greater than net payment received", "transactions");
            }

            try
            {
                var refund = _desk.Refund(order, request, transactions.Count == 0 ? null : presentment);
                return new GraphNode(RefundPayload) { ["refund"] = new GraphRef(Gid.Of("Refund", refund.Id)), ["order"] = shop.Find(order.GlobalId) };
            }
            catch (Exception refused) when (refused is InvalidOperationException or ArgumentException)
            {
                return Payload.Error(RefundPayload, "UserError", null, refused.Message, "refundLineItems");
            }
        }
    }

    private GraphNode Capture(IResolveFieldContext context)
    {
        const string Type = "OrderCapturePayload";
        var input = context.GetArgument<Dictionary<string, object?>>("input");
        lock (shop.Gate)
        {
            if (Find((string)input["id"]!) is not { } order)
            {
                return Payload.Error(Type, "UserError", null, "Order does not exist", "id");
            }

            try
            {
                _desk.Capture(order);
                return new GraphNode(Type) { ["transaction"] = new GraphRef(Gid.Of("OrderTransaction", order.Transactions[^1].Id)) };
            }
            catch (InvalidOperationException refused)
            {
                return Payload.Error(Type, "UserError", null, refused.Message, "id");
            }
        }
    }

    private GraphNode MarkAsPaid(IResolveFieldContext context)
    {
        const string Type = "OrderMarkAsPaidPayload";
        lock (shop.Gate)
        {
            if (Find((string)context.GetArgument<Dictionary<string, object?>>("input")["id"]!) is not { } order || OrderMath.Outstanding(order).Shop <= 0)
            {
                return Payload.Error(Type, "UserError", null, "Order cannot be marked as paid.", "id");
            }

            _desk.MarkAsPaid(order);
            return new GraphNode(Type) { ["order"] = shop.Find(order.GlobalId) };
        }
    }

    private GraphNode Tags(IResolveFieldContext context, string type, Func<IReadOnlyList<string>, List<string>, IReadOnlyList<string>> change)
    {
        var given = context.GetArgument<List<string>>("tags");
        lock (shop.Gate)
        {
            if (Find(context.GetArgument<string>("id")) is not { } order)
            {
                return Payload.Error(type, "UserError", null, "Only orders carry tags in this sandbox, and there is no such order", "id");
            }

            _desk.Change(order, changed => changed.Tags = change(changed.Tags, given));
            return new GraphNode(type) { ["node"] = shop.Find(order.GlobalId) };
        }
    }

    private static RefundLineRequest Line(IDictionary<string, object?> row) => new(
        Gid.Tail((string?)row["lineItemId"]),
        (int)row["quantity"]!,
        row.Value("restockType") switch { "RETURN" => RestockKind.Return, "CANCEL" => RestockKind.Cancel, _ => RestockKind.NoRestock },
        row.Value("locationId") is string location ? Gid.Tail(location) : null);

    private static List<RefundShippingRequest> Shipping(OrderState order, IDictionary<string, object?>? input)
    {
        var full = input?.Value("fullRefund") is true;
        var open = input?.Value("amount") is string amount ? decimal.Parse(amount, CultureInfo.InvariantCulture) : 0;
        var shares = new List<RefundShippingRequest>();
        foreach (var line in order.ShippingLines.Where(line => line.Current.Shop > 0))
        {
            var part = full ? line.Current.Shop : Math.Min(open, line.Current.Shop);
            open -= full ? 0 : part;
            if (part > 0)
            {
                shares.Add(new RefundShippingRequest(line.Id, part));
            }
        }

        return shares;
    }

    private static List<IDictionary<string, object?>> Rows(object? value) =>
        value is System.Collections.IEnumerable many ? [.. many.Cast<IDictionary<string, object?>>()] : [];

    private OrderState? Find(string id) => Gid.Number(id, "Order") is { } number ? shop.OrderEntry(number)?.State : throw ShopError.InvalidId(id);
}
