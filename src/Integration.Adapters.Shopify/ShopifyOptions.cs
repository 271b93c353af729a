namespace ErpSync.Adapters.Shopify;

/// <summary>
/// Settings of one connection to one shop. Give either <see cref="AccessToken"/> or <see cref="ClientId"/> with <see cref="ClientSecret"/>.
/// All problems are reported together, with codes ESY2001 to ESY2099, when the connection is built.
/// </summary>
public sealed class ShopifyOptions
{
    /// <summary>Permanent domain of the shop, <c>name.myshopify.com</c>. Required.</summary>
    public string ShopDomain { get; set; } = "";

    /// <summary>Admin API version, <c>YYYY-MM</c>, 2026-01 or later. Default 2026-10.</summary>
    public string ApiVersion { get; set; } = "2026-10";

    /// <summary>Base address to use instead of <c>https://{ShopDomain}</c>, for a local sandbox. Plain http is accepted on loopback only. Default null.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Static Admin API access token. Default null.</summary>
    public string? AccessToken { get; set; }

    /// <summary>Client id of a Dev Dashboard app, for the client-credentials grant. Default null.</summary>
    public string? ClientId { get; set; }

    /// <summary>Client secret of that app. Default null.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>How long before its end a granted token is renewed. Default 5 minutes; 0 to 60 minutes.</summary>
    public TimeSpan TokenRenewalMargin { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Secrets that webhooks may be signed with beside <see cref="ClientSecret"/>, which always counts; several while one is being rotated. Default empty:
    /// without a client secret every delivery is then refused.
    /// </summary>
    public IList<string> WebhookSecrets { get; } = [];

    /// <summary>Quantity a stock write sets. Default <see cref="ShopifyStockName.OnHand"/>.</summary>
    public ShopifyStockName StockQuantityName { get; set; }

    /// <summary>Reason given with stock writes, one of Shopify's reason names. Default <c>correction</c>.</summary>
    public string StockReason { get; set; } = "correction";

    /// <summary>
    /// Prefix of the document URI that is shown in the shop's adjustment history; the first key of the batch is appended. Default <c>gid://erpsync/Stock/</c>.
    /// </summary>
    public string ReferenceDocumentPrefix { get; set; } = "gid://erpsync/Stock/";

    /// <summary>
    /// ERP location code → shop location (GID or number). The key <c>""</c> is a system with a single pool. Shop locations that are not listed are not read.
    /// </summary>
    public IDictionary<string, string> LocationMap { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Shop location (GID or number) for ERP locations that <see cref="LocationMap"/> does not list. Default null: such a cell is refused.</summary>
    public string? DefaultLocation { get; set; }

    /// <summary>True reads the fulfilment orders of an order to learn which location ships a line; needs the fulfilment-order scopes. Default true.</summary>
    public bool ReadFulfillmentOrders { get; set; } = true;

    /// <summary>True lets the shop mail the buyer when a fulfilment is created. Default false.</summary>
    public bool NotifyCustomer { get; set; }

    /// <summary>Headers per page of the change feed. Default 100; 1 to 250.</summary>
    public int OrderPageSize { get; set; } = 100;

    /// <summary>Full orders per request. Default 5; 1 to 20. Shopify refuses requests above 1000 cost points; a full order asks for about 120.</summary>
    public int OrdersPerRequest { get; set; } = 5;

    /// <summary>Lines, refund lines and similar per order that are read at most before the order is refused as too large. Default 10 000; 250 to 100 000.</summary>
    public int MaxNestedNodes { get; set; } = 10_000;

    /// <summary>
    /// Whether the balance of sold gift cards is read when one is refunded (scope <c>read_gift_cards</c>, not on every plan). Default true; a shop that refuses leaves
    /// such refunds to a person, as false does.
    /// </summary>
    public bool ReadGiftCards { get; set; } = true;

    /// <summary>How far a change feed looks back behind the last look, because the search index is late. Default 10 minutes; 0 to 24 hours.</summary>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How far the payout feed looks back by day of issue, because Shopify states no change time: as long as a payout may still be sent, fail or be called off.
    /// Default 14 days; 1 hour to 90 days.
    /// </summary>
    public TimeSpan PayoutLookback { get; set; } = TimeSpan.FromDays(14);

    /// <summary>How far the dispute feed looks back by day of opening: as long as a dispute may be undecided. Default 180 days; 1 day to 720 days.</summary>
    public TimeSpan DisputeLookback { get; set; } = TimeSpan.FromDays(180);

    /// <summary>Orders in a window from which a bulk operation is used instead of pages. Default 5000; 0 never uses one.</summary>
    public int BulkThreshold { get; set; } = 5000;

    /// <summary>How long to wait between two looks at a running bulk operation. Default 10 seconds; 1 second to 10 minutes.</summary>
    public TimeSpan BulkPollInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Largest response body in bytes. Default 16 MiB; 64 KiB to 256 MiB. The result file of a bulk operation is streamed and not limited.</summary>
    public int MaxResponseBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Longest webhook body in bytes. Default 4 MiB; 1 KiB to 64 MiB.</summary>
    public int MaxWebhookBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>How long one request may take. Default 30 seconds; 1 second to 5 minutes.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>SKUs whose inventory item is remembered. Default 100,000, at about 200 bytes each; 0 remembers none.</summary>
    public int SkuCacheSize { get; set; } = 100_000;

    /// <summary>
    /// How long it is remembered at most: as late as that it is noticed that an article was duplicated with its SKU. A look takes about 13 cost points for 25 SKUs.
    /// Default 6 hours; 1 minute to 7 days.
    /// </summary>
    public TimeSpan SkuCacheAge { get; set; } = TimeSpan.FromHours(6);

    /// <summary>
    /// Topics to subscribe to, slash form (<c>orders/updated</c>). Default: orders, refunds, order transactions, fulfilments, returns, inventory levels, customers and app topics.
    /// </summary>
    public IList<string> WebhookTopics { get; } = [.. Webhooks.WebhookTopics.Default];

    /// <summary>Time between two checks of the subscriptions. Default 1 hour; 1 minute to 7 days.</summary>
    public TimeSpan SubscriptionCheckInterval { get; set; } = TimeSpan.FromHours(1);
}
