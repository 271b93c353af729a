using System.Globalization;
using ErpSync.Sandbox.Shopify.Graph;
using ErpSync.Sandbox.Shopify.State;
using GraphQL;

namespace ErpSync.Sandbox.Shopify.Operations;

/// <summary>Writes of stock.</summary>
internal sealed class InventoryMutations(ShopState shop, IdempotencyMemory memory)
{
    private const int MaxRows = 250;
    private const int MaxQuantity = 1_000_000_000;
    private const string SetPayload = "InventorySetQuantitiesPayload";
    private const string SetError = "InventorySetQuantitiesUserError";
    private const string AdjustPayload = "InventoryAdjustQuantitiesPayload";
    private const string AdjustError = "InventoryAdjustQuantitiesUserError";

    private static readonly string[] Reasons =
    [
        "correction", "cycle_count_available", "damaged", "movement_canceled", "movement_created", "movement_received", "movement_updated", "other", "promotion",
        "quality_control", "received", "reservation_created", "reservation_deleted", "reservation_updated", "restock", "safety_stock", "shrinkage",
    ];

    public void Register(RootFields roots)
    {
        roots.Mutation("inventorySetQuantities", context => memory.Run(context, SetPayload, SetError, () => Set(context)));
        roots.Mutation("inventoryAdjustQuantities", context => memory.Run(context, AdjustPayload, AdjustError, () => Adjust(context)));
        roots.Mutation("inventoryActivate", context => memory.Run(context, "InventoryActivatePayload", "UserError", () => Activate(context)));
    }

    private GraphNode Set(IResolveFieldContext context)
    {
        var input = context.GetArgument<Dictionary<string, object?>>("input");
        var rows = Rows(input, "quantities", "InventoryQuantityInput");
        var name = (string)input["name"]!;
        if (name is not ("available" or "on_hand"))
        {
            return Refuse("INVALID_NAME", "The quantity name must be either 'available' or 'on_hand'.", "input", "name");
        }

        if (Header(input) is { } header)
        {
            return Refuse(header.Code, header.Message, "input", header.Field);
        }

        lock (shop.Gate)
        {
            var errors = new List<GraphNode>();
            var seen = new HashSet<(long Item, long Location)>();
            var plan = new List<(LevelState Level, int Delta)>();
            for (var i = 0; i < rows.Count; i++)
            {
                var index = i.ToString(CultureInfo.InvariantCulture);
                var row = rows[i];
                var quantity = (int)row["quantity"]!;
                if (Level(row) is not { } level)
                {
                    var unknownItem = shop.Items.GetValueOrDefault(Gid.Tail((string?)row["inventoryItemId"])) is null;
                    errors.Add(unknownItem
                        ? Error("INVALID_INVENTORY_ITEM", "The specified inventory item could not be found.", "input", "quantities", index, "inventoryItemId")
                        : Error("INVALID_LOCATION", "The specified location could not be found.", "input", "quantities", index, "locationId"));
                }
                else if (!seen.Add((level.Item.InventoryItemId, level.Location.Id)))
                {
                    errors.Add(Error(
                        "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR",
                        "The combination of inventoryItemId and locationId must be unique.",
                        "input",
                        "quantities",
                        index,
                        "locationId"));
                }
                else if (Math.Abs((long)quantity) > MaxQuantity)
                {
                    errors.Add(Error(
                        quantity > 0 ? "INVALID_QUANTITY_TOO_HIGH" : "INVALID_QUANTITY_TOO_LOW",
                        $"The quantity must lie between -{MaxQuantity} and {MaxQuantity}.",
                        "input",
                        "quantities",
                        index,
                        "quantity"));
                }
                else if (row["changeFromQuantity"] is int expected && (expected != level[name] || ShopRequest.Of(context).RefusesWrites))
                {
                    errors.Add(Error(
                        "CHANGE_FROM_QUANTITY_STALE",
                        "The changeFromQuantity value does not match the persisted quantity.",
                        "input",
                        "quantities",
                        index,
                        "changeFromQuantity"));
                }
                else
                {
                    plan.Add((level, quantity - level[name]));
                }
            }

            return errors.Count > 0
                ? new GraphNode(SetPayload) { ["userErrors"] = errors }
                : new GraphNode(SetPayload) { ["inventoryAdjustmentGroup"] = Apply(input, [.. plan.Where(step => step.Delta != 0).Select(step => (step.Level, "available", step.Delta, (string?)null))]) };
        }

        static GraphNode Refuse(string code, string message, params string[] field) => Payload.Error(SetPayload, SetError, code, message, field);

        static GraphNode Error(string code, string message, params string[] field) => Payload.UserError(SetError, code, message, field);
    }

    private GraphNode Adjust(IResolveFieldContext context)
    {
        var input = context.GetArgument<Dictionary<string, object?>>("input");
        var rows = Rows(input, "changes", "InventoryChangeInput");
        var name = (string)input["name"]!;
        if (name is "on_hand" or "committed" || !LevelState.Names.Contains(name))
        {
            return Payload.Error(AdjustPayload, AdjustError, "INVALID_QUANTITY_NAME", $"The quantity name '{name}' cannot be adjusted.", "input", "name");
        }

        if (Header(input) is { } header)
        {
            return Payload.Error(AdjustPayload, AdjustError, header.Code, header.Message, "input", header.Field);
        }

        lock (shop.Gate)
        {
            var errors = new List<GraphNode>();
            var plan = new List<(LevelState Level, string Name, int Delta, string? Ledger)>();
            for (var i = 0; i < rows.Count; i++)
            {
                var index = i.ToString(CultureInfo.InvariantCulture);
                var row = rows[i];
                var ledger = (string?)row.Value("ledgerDocumentUri");
                if (Level(row) is not { } level)
                {
                    errors.Add(Error("INVALID_INVENTORY_ITEM", "The specified inventory item or location could not be found.", index, "inventoryItemId"));
                }
                else if (name == "available" != ledger is null)
                {
                    errors.Add(name == "available"
                        ? Error("INVALID_AVAILABLE_DOCUMENT", "A ledger document URI is not allowed when adjusting available.", index, "ledgerDocumentUri")
                        : Error("INVALID_QUANTITY_DOCUMENT", "A ledger document URI is required when adjusting this quantity.", index, "ledgerDocumentUri"));
                }
                else if (row["changeFromQuantity"] is int expected && (expected != level[name] || ShopRequest.Of(context).RefusesWrites))
                {
                    errors.Add(Error("CHANGE_FROM_QUANTITY_STALE", "The changeFromQuantity value does not match the persisted quantity.", index, "changeFromQuantity"));
                }
                else
                {
                    plan.Add((level, name, (int)row["delta"]!, ledger));
                }
            }

            return errors.Count > 0
                ? new GraphNode(AdjustPayload) { ["userErrors"] = errors }
                : new GraphNode(AdjustPayload) { ["inventoryAdjustmentGroup"] = Apply(input, [.. plan.Where(step => step.Delta != 0)]) };
        }

        static GraphNode Error(string code, string message, params string[] field) => Payload.UserError(AdjustError, code, message, ["input", "changes", .. field]);
    }

    private GraphNode Activate(IResolveFieldContext context)
    {
        var item = Gid.Tail(context.GetArgument<string>("inventoryItemId"));
        var location = Gid.Tail(context.GetArgument<string>("locationId"));
        lock (shop.Gate)
        {
            return shop.Items.GetValueOrDefault(item)?.Levels.GetValueOrDefault(location) is not { } level
                ? Payload.Error("InventoryActivatePayload", "UserError", null, "The product couldn't be stocked because the item or location was not found.", "inventoryItemId")
                : context.GetArgument<int?>("available") is not null || context.GetArgument<int?>("onHand") is not null
                    ? Payload.Error("InventoryActivatePayload", "UserError", null, "Not allowed to set available quantity when the item is already active at the location.", "available")
                    : new GraphNode("InventoryActivatePayload") { ["inventoryLevel"] = level.Node() };
        }
    }

    /// <summary>The rows of an input; the check that <c>changeFromQuantity</c> is there is one of run time, not of the schema.</summary>
    private static List<IDictionary<string, object?>> Rows(Dictionary<string, object?> input, string list, string type)
    {
        var rows = ((System.Collections.IEnumerable)input[list]!).Cast<IDictionary<string, object?>>().ToList();
        if (rows.Count > MaxRows)
        {
            throw new ShopError("MAX_INPUT_SIZE_EXCEEDED", $"The input array size of {rows.Count} is greater than the maximum allowed of {MaxRows}.");
        }

        return rows.TrueForAll(row => row.ContainsKey("changeFromQuantity"))
            ? rows
            : throw new ShopError("INVALID_FIELD_ARGUMENTS", type + " must include the following argument: changeFromQuantity.");
    }

    private static (string Code, string Message, string Field)? Header(Dictionary<string, object?> input)
    {
        if (!Reasons.Contains((string?)input["reason"]))
        {
            return ("INVALID_REASON", "The specified reason is invalid. Valid values are: " + string.Join(", ", Reasons) + ".", "reason");
        }

        return input.GetValueOrDefault("referenceDocumentUri") is string uri && !Uri.TryCreate(uri, UriKind.Absolute, out _)
            ? ("INVALID_REFERENCE_DOCUMENT", "The specified reference document is invalid.", "referenceDocumentUri")
            : null;
    }

    private LevelState? Level(IDictionary<string, object?> row) =>
        Gid.Number((string?)row["inventoryItemId"], "InventoryItem") is { } item && Gid.Number((string?)row["locationId"], "Location") is { } location
            ? shop.Items.GetValueOrDefault(item)?.Levels.GetValueOrDefault(location)
            : null;

    private GraphNode? Apply(Dictionary<string, object?> input, IReadOnlyList<(LevelState Level, string Name, int Delta, string? Ledger)> steps)
    {
        if (steps.Count == 0)
        {
            return null;
        }

        foreach (var step in steps)
        {
            shop.Move(step.Level, step.Name, step.Delta);
        }

        return new GraphNode("InventoryAdjustmentGroup")
        {
            ["id"] = Gid.Of("InventoryAdjustmentGroup", shop.NextId()),
            ["createdAt"] = shop.Now(),
            ["reason"] = input["reason"],
            ["referenceDocumentUri"] = input.GetValueOrDefault("referenceDocumentUri"),
            ["changes"] = steps.SelectMany(step => step.Name == "incoming" ? [Change(step, step.Name)] : new[] { Change(step, step.Name), Change(step, "on_hand") }).ToArray(),
        };

        static GraphNode Change((LevelState Level, string Name, int Delta, string? Ledger) step, string name) => new("InventoryChange")
        {
            ["name"] = name,
            ["delta"] = step.Delta,
            ["ledgerDocumentUri"] = name == step.Name ? step.Ledger : null,
            ["item"] = new GraphRef(step.Level.Item.InventoryGlobalId),
            ["location"] = new GraphRef(step.Level.Location.GlobalId),
        };
    }
}
