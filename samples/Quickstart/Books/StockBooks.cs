using System.Globalization;
using System.Text.Json.Nodes;

namespace Quickstart.Books;

/// <summary>What the shop shows per article, and what its own open orders keep of it, read over its own API.</summary>
internal sealed record StockBooks(IReadOnlyDictionary<string, ShopBookCell> Cells, IReadOnlyDictionary<string, decimal> Open, decimal Shipped, decimal Returned)
{
    private const string StockQuery = """
        query Stock($after: String) {
          inventoryItems(first: 100, after: $after) {
            nodes { sku inventoryLevels(first: 10) { nodes { quantities(names: ["on_hand", "available"]) { quantity } } } }
            pageInfo { hasNextPage endCursor }
          }
        }
        """;

    private const string OpenQuery = """
        query Open($after: String) {
          orders(first: 50, after: $after, sortKey: ID) {
            nodes {
              lineItems(first: 50) { nodes { sku unfulfilledQuantity } }
              fulfillments(first: 20) { status fulfillmentLineItems(first: 20) { nodes { quantity lineItem { sku } } } }
              refunds(first: 50) { refundLineItems(first: 50) { nodes { restockType quantity lineItem { sku } } } }
            }
            pageInfo { hasNextPage endCursor }
          }
        }
        """;

    public static async Task<StockBooks> ReadAsync(HttpClient http, Uri endpoint, string token, CancellationToken ct)
    {
        var cells = new Dictionary<string, ShopBookCell>(StringComparer.Ordinal);
        await foreach (var node in ShopBooks.PagesAsync(http, endpoint, token, StockQuery, "inventoryItems", ct).ConfigureAwait(false))
        {
            if ((string?)node["sku"] is { Length: > 0 } sku)
            {
                var levels = node["inventoryLevels"]!["nodes"]!.AsArray();
                cells[sku] = new ShopBookCell(levels.Sum(level => Quantity(level!, 0)), levels.Sum(level => Quantity(level!, 1)));
            }
        }

        var (shipped, returned) = (0m, 0m);
        var open = new Dictionary<string, decimal>(StringComparer.Ordinal);
        await foreach (var order in ShopBooks.PagesAsync(http, endpoint, token, OpenQuery, "orders", ct).ConfigureAwait(false))
        {
            foreach (var line in order["lineItems"]!["nodes"]!.AsArray())
            {
                if ((string?)line!["sku"] is { Length: > 0 } sku)
                {
                    open[sku] = open.GetValueOrDefault(sku) + (decimal)line["unfulfilledQuantity"]!;
                }
            }

            shipped += order["fulfillments"]!.AsArray().Where(fulfilment => (string?)fulfilment!["status"] == "SUCCESS").Sum(fulfilment => Units(fulfilment!["fulfillmentLineItems"]!, _ => true));
            returned += order["refunds"]!.AsArray().Sum(refund => Units(refund!["refundLineItems"]!, line => (string?)line["restockType"] == "RETURN"));
        }

        return new StockBooks(cells, open, shipped, returned);
    }

    /// <summary>
    /// Compares every article that both systems keep: the shop must have on hand what the ERP has less the buffer, and offer that less its own open orders.
    /// </summary>
    /// <param name="inventory">The ERP's units by article.</param>
    /// <param name="buffer">Units the shop does not see; they never pull a number below zero.</param>
    /// <param name="withCommitments">Whether the shop's open orders are known to the last unit; not for imported ones.</param>
    /// <param name="findings">Gets what differs.</param>
    public StockFigures Compare(IReadOnlyDictionary<string, decimal> inventory, decimal buffer, bool withCommitments, List<string> findings)
    {
        var shared = Cells.Where(cell => inventory.ContainsKey(cell.Key)).ToList();
        var wrong = 0;
        foreach (var (sku, cell) in shared)
        {
            var onHand = inventory[sku] <= 0m ? inventory[sku] : Math.Max(0m, inventory[sku] - buffer);
            var available = onHand - Open.GetValueOrDefault(sku);
            if (cell.OnHand != onHand || (withCommitments && cell.Available != available))
            {
                wrong++;
                findings.Add(string.Create(CultureInfo.InvariantCulture,
                    $"{sku}: the shop has {cell.OnHand} and offers {cell.Available}; by the ERP's {inventory[sku]} and its own open orders it should have {onHand} and offer {available}"));
            }
        }

        return new StockFigures(shared.Count, wrong) { Units = new ShopUnits(Open.Values.Sum(), Shipped, Returned) };
    }

    private static decimal Units(JsonNode lines, Func<JsonNode, bool> counts) => lines["nodes"]!.AsArray()
        .Where(line => (string?)line!["lineItem"]?["sku"] is { Length: > 0 } && counts(line)).Sum(line => (decimal)line!["quantity"]!);

    private static decimal Quantity(JsonNode level, int index) => (decimal)level["quantities"]![index]!["quantity"]!;
}

/// <summary>Units of an article in the shop.</summary>
/// <param name="OnHand">Physical units as the shop believes.</param>
/// <param name="Available">Units it offers.</param>
internal sealed record ShopBookCell(decimal OnHand, decimal Available);
