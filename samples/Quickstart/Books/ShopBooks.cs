using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quickstart.Books;

/// <summary>What the shop itself says, read over its own API.</summary>
internal sealed record ShopBooks(IReadOnlyList<ShopBookOrder> Orders)
{
    private const string OrdersQuery = """
        query Books($after: String) {
          orders(first: 50, after: $after, sortKey: ID) {
            nodes {
              id name test cancelledAt
              currencyCode currentTotalPriceSet { shopMoney { amount } }
              transactions(first: 50) { id kind status amountSet { shopMoney { amount } } }
              fulfillments(first: 20) {
                status trackingInfo { number }
                fulfillmentLineItems(first: 20) { nodes { quantity lineItem { sku } } }
              }
              refunds(first: 50) {
                id createdAt
                orderAdjustments(first: 10) { nodes { amountSet { shopMoney { amount } } taxAmountSet { shopMoney { amount } } } }
                refundLineItems(first: 50) { nodes { restockType quantity } }
                refundShippingLines(first: 10) { nodes { id } }
              }
            }
            pageInfo { hasNextPage endCursor }
          }
        }
        """;

    public static async Task<ShopBooks> ReadAsync(HttpClient http, Uri endpoint, string token, CancellationToken ct)
    {
        var orders = new List<ShopBookOrder>();
        await foreach (var node in PagesAsync(http, endpoint, token, OrdersQuery, "orders", ct).ConfigureAwait(false))
        {
            orders.Add(OrderOf(node));
        }

        return new ShopBooks(orders);
    }

    private static ShopBookOrder OrderOf(JsonNode node) => new(
        (string)node["name"]!,
        (bool)node["test"]!,
        node["cancelledAt"] is not null,
        (string)node["currencyCode"]!,
        Amount(node["currentTotalPriceSet"]),
        [.. node["fulfillments"]!.AsArray().Where(fulfilment => (string?)fulfilment!["status"] == "SUCCESS")
            .SelectMany(fulfilment => fulfilment!["trackingInfo"]!.AsArray().Select(tracking => new BookParcel((string?)tracking!["number"] ?? "", Units(fulfilment))))],
        [.. node["refunds"]!.AsArray().Select(refund => RefundOf(refund!))],
        [.. node["transactions"]!.AsArray().Where(payment => (string?)payment!["status"] == "SUCCESS" && (string?)payment["kind"] is "SALE" or "CAPTURE")
            .Select(payment => new ShopBookPayment(Tail((string)payment!["id"]!), Amount(payment["amountSet"])))]);

    private static Dictionary<string, decimal> Units(JsonNode fulfilment) => fulfilment["fulfillmentLineItems"]!["nodes"]!.AsArray()
        .GroupBy(line => (string?)line!["lineItem"]!["sku"] ?? "", StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Sum(line => (decimal)line!["quantity"]!), StringComparer.Ordinal);

    private static ShopBookRefund RefundOf(JsonNode refund)
    {
        var restocks = refund["refundLineItems"]!["nodes"]!.AsArray().Select(line => (string)line!["restockType"]!).ToList();
        var id = (string)refund["id"]!;
        return new ShopBookRefund(
            Tail(id),
            DateTimeOffset.Parse((string)refund["createdAt"]!, CultureInfo.InvariantCulture),
            restocks.Any(restock => restock != "CANCEL"),
            restocks.Count == 0,
            -refund["orderAdjustments"]!["nodes"]!.AsArray().Sum(adjustment => Amount(adjustment!["amountSet"]) + Amount(adjustment["taxAmountSet"])),
            refund["refundShippingLines"]!["nodes"]!.AsArray().Count > 0);
    }

    /// <summary>The number at the end of an id.</summary>
    public static string Tail(string id) => id[(id.LastIndexOf('/') + 1)..];

    private static decimal Amount(JsonNode? bag) => decimal.Parse((string)bag!["shopMoney"]!["amount"]!, CultureInfo.InvariantCulture);

    public static async IAsyncEnumerable<JsonNode> PagesAsync(
        HttpClient http, Uri endpoint, string token, string query, string root, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        string? after = null;
        do
        {
            var body = new JsonObject { ["query"] = query, ["variables"] = new JsonObject { ["after"] = after } };
            var answer = await SendAsync(http, endpoint, token, body, ct).ConfigureAwait(false);
            var connection = answer["data"]![root]!;
            foreach (var node in connection["nodes"]!.AsArray())
            {
                yield return node!;
            }

            after = (bool)connection["pageInfo"]!["hasNextPage"]! ? (string)connection["pageInfo"]!["endCursor"]! : null;
        }
        while (after is not null);
    }

    private static async Task<JsonNode> SendAsync(HttpClient http, Uri endpoint, string token, JsonObject body, CancellationToken ct)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = JsonContent.Create(body) };
            request.Headers.Add("X-Shopify-Access-Token", token);
            using var response = await http.SendAsync(request, ct).ConfigureAwait(false);
            var answer = (await JsonNode.ParseAsync(await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false), cancellationToken: ct).ConfigureAwait(false))!;
            if (answer["errors"] is not JsonArray errors)
            {
                return answer;
            }

            if ((string?)errors[0]?["extensions"]?["code"] != "THROTTLED")
            {
                throw new InvalidOperationException($"The shop answered its own books with {errors.ToJsonString()}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), ct).ConfigureAwait(false);
        }
    }
}

/// <summary>An order as the shop's books show it.</summary>
internal sealed record ShopBookOrder(
    string Name, bool IsTest, bool IsCancelled, string Currency, decimal CurrentTotal, IReadOnlyList<BookParcel> Parcels, IReadOnlyList<ShopBookRefund> Refunds,
    IReadOnlyList<ShopBookPayment> Payments);

/// <summary>Money received, as the shop's books show it.</summary>
internal sealed record ShopBookPayment(string Id, decimal Amount);

/// <summary>Goods that left, as one of the systems shows it.</summary>
/// <param name="Number">Number of the shipment, which the shop repeats as tracking number.</param>
/// <param name="Units">Units by SKU.</param>
internal sealed record BookParcel(string Number, IReadOnlyDictionary<string, decimal> Units);

/// <summary>A refund as the shop's books show it.</summary>
/// <param name="Id">Id.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="HasCreditLines">Whether delivered units are credited.</param>
/// <param name="HasNoLines">Whether it names no line at all.</param>
/// <param name="Adjustment">Amount beyond the order's own total, signed.</param>
/// <param name="HasShipping">Whether shipping is given back.</param>
internal sealed record ShopBookRefund(string Id, DateTimeOffset CreatedAt, bool HasCreditLines, bool HasNoLines, decimal Adjustment, bool HasShipping);
