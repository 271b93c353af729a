using ErpSync.Sandbox.Shopify.Graph;
using ErpSync.Sandbox.Shopify.State;
using GraphQL;

namespace ErpSync.Sandbox.Shopify.Operations;

/// <summary>Writes of shipments. None of them is idempotent, as in the real shop.</summary>
internal sealed class FulfillmentMutations(ShopState shop)
{
    private readonly OrderDesk _desk = new(shop);

    public void Register(RootFields roots)
    {
        roots.Mutation("fulfillmentCreate", Create);
        roots.Mutation("fulfillmentTrackingInfoUpdate", Track);
        roots.Mutation("fulfillmentCancel", Cancel);
    }

    private GraphNode Create(IResolveFieldContext context)
    {
        const string Type = "FulfillmentCreatePayload";
        var input = context.GetArgument<Dictionary<string, object?>>("fulfillment");
        var groups = List(input["lineItemsByFulfillmentOrder"]);
        lock (shop.Gate)
        {
            var found = groups.ConvertAll(group => (Input: group, Work: FindWork((string)group["fulfillmentOrderId"]!)));
            if (found.Count == 0)
            {
                return Payload.Error(Type, "UserError", null, "At least one fulfillment order is required.", "fulfillment");
            }

            if (found.Select(entry => entry.Work.Order.Id).Distinct().Count() > 1 || found.Select(entry => entry.Work.Work.LocationId).Distinct().Count() > 1)
            {
                return Payload.Error(Type, "UserError", null, "All fulfillment orders must belong to one order and one assigned location.", "fulfillment");
            }

            var plans = new List<(FulfillmentOrderState Work, List<(FulfillmentOrderLineState Line, int Quantity)> Lines)>();
            foreach (var (group, (order, work)) in found)
            {
                if (order.CancelledAt is not null || !work.IsOpen)
                {
                    return Payload.Error(Type, "UserError", null, $"Fulfillment order {Gid.Of("FulfillmentOrder", work.Id)} has an unfulfillable status= {work.Status.ToLowerInvariant()}.", "fulfillment");
                }

                if (Plan(work, group) is not { } lines)
                {
                    return Payload.Error(Type, "UserError", null, "Invalid fulfillment order line item quantity requested.", "fulfillment");
                }

                plans.Add((work, lines));
            }

            FulfillmentState? made = null;
            var tracking = Tracking(input.GetValueOrDefault("trackingInfo"));
            foreach (var (work, lines) in plans)
            {
                made = _desk.Fulfil(found[0].Work.Order, work, lines, tracking);
            }

            return new GraphNode(Type) { ["fulfillment"] = new GraphRef(Gid.Of("Fulfillment", made!.Id)) };
        }
    }

    private GraphNode Track(IResolveFieldContext context)
    {
        lock (shop.Gate)
        {
            var (order, fulfillment) = FindFulfillment(context.GetArgument<string>("fulfillmentId"));
            _desk.Track(order, fulfillment, Tracking(context.GetArgument<Dictionary<string, object?>>("trackingInfoInput")));
            return new GraphNode("FulfillmentTrackingInfoUpdatePayload") { ["fulfillment"] = new GraphRef(Gid.Of("Fulfillment", fulfillment.Id)) };
        }
    }

    private GraphNode Cancel(IResolveFieldContext context)
    {
        lock (shop.Gate)
        {
            var (order, fulfillment) = FindFulfillment(context.GetArgument<string>("id"));
            if (fulfillment.Cancelled)
            {
                return Payload.Error("FulfillmentCancelPayload", "UserError", null, "Fulfillment is already cancelled.", "id");
            }

            _desk.CancelFulfilment(order, fulfillment);
            return new GraphNode("FulfillmentCancelPayload") { ["fulfillment"] = new GraphRef(Gid.Of("Fulfillment", fulfillment.Id)) };
        }
    }

    /// <summary>What to ship of a fulfilment order: the named lines, or everything left; null when more is asked for than is left.</summary>
    private static List<(FulfillmentOrderLineState Line, int Quantity)>? Plan(FulfillmentOrderState work, IDictionary<string, object?> group)
    {
        if (!group.TryGetValue("fulfillmentOrderLineItems", out var named) || named is null)
        {
            return [.. work.Lines.Where(line => line.Remaining > 0).Select(line => (line, line.Remaining))];
        }

        var plan = new List<(FulfillmentOrderLineState Line, int Quantity)>();
        foreach (var wanted in List(named))
        {
            var id = Gid.Tail((string?)wanted["id"]);
            var quantity = (int)wanted["quantity"]!;
            var line = work.Lines.Find(candidate => candidate.Id == id);
            if (line is null || quantity < 1 || plan.Where(step => step.Line == line).Sum(step => step.Quantity) + quantity > line.Remaining)
            {
                return null;
            }

            plan.Add((line, quantity));
        }

        return plan.Count == 0 ? null : plan;
    }

    private static IReadOnlyList<ShopTracking> Tracking(object? input)
    {
        if (input is not IDictionary<string, object?> tracking)
        {
            return [];
        }

        var company = (string?)tracking.Value("company");
        var numbers = Texts(tracking.Value("numbers")) ?? Texts(tracking.Value("number")) ?? [];
        var urls = Texts(tracking.Value("urls")) ?? Texts(tracking.Value("url")) ?? [];
        return numbers.Count == 0 && company is null && urls.Count == 0
            ? []
            : [.. Enumerable.Range(0, Math.Max(1, numbers.Count)).Select(i => new ShopTracking(company, numbers.ElementAtOrDefault(i), urls.ElementAtOrDefault(i)))];
    }

    private static List<string>? Texts(object? value) => value switch
    {
        null => null,
        string text => [text],
        System.Collections.IEnumerable many => [.. many.Cast<object?>().OfType<string>()],
        _ => null,
    };

    private static List<IDictionary<string, object?>> List(object? value) => [.. ((System.Collections.IEnumerable)value!).Cast<IDictionary<string, object?>>()];

    private (OrderState Order, FulfillmentOrderState Work) FindWork(string id)
    {
        if (Gid.Number(id, "FulfillmentOrder") is { } number && shop.Find(id)?["order"] is GraphRef link && shop.OrderEntry(Gid.Tail(link.Id)) is { } entry)
        {
            return (entry.State, entry.State.FulfillmentOrders.Single(work => work.Id == number));
        }

        throw ShopError.InvalidId(id);
    }

    private (OrderState Order, FulfillmentState Fulfillment) FindFulfillment(string id)
    {
        if (Gid.Number(id, "Fulfillment") is { } number && shop.Find(id)?["order"] is GraphRef link && shop.OrderEntry(Gid.Tail(link.Id)) is { } entry
            && entry.State.Fulfillments.Find(candidate => candidate.Id == number) is { } fulfillment)
        {
            return (entry.State, fulfillment);
        }

        throw ShopError.InvalidId(id);
    }
}
