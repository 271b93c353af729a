namespace ErpSync.Sandbox.Shopify;

/// <summary>How a <see cref="SandboxShop"/> is set up. All defaults describe a small shop in Germany without faults.</summary>
public sealed record SandboxShopOptions
{
    /// <summary>Articles the shop sells. Default 20 articles of seed 1.</summary>
    public SandboxCatalog Catalog { get; init; } = SandboxCatalog.Create(20, 1);

    /// <summary>Names of the locations; the articles' opening stock lies at the first. Default one, <c>Main warehouse</c>.</summary>
    public IReadOnlyList<string> Locations { get; init; } = ["Main warehouse"];

    /// <summary>Permanent domain of the shop, the tenant key. Default <c>sandbox.myshopify.com</c>.</summary>
    public string ShopDomain { get; init; } = "sandbox.myshopify.com";

    /// <summary>Accounting currency. Default EUR.</summary>
    public string Currency { get; init; } = "EUR";

    /// <summary>Presentment currencies with units per unit of <see cref="Currency"/>. Default USD at 1.0837.</summary>
    public IReadOnlyDictionary<string, decimal> PresentmentRates { get; init; } = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["USD"] = 1.0837m };

    /// <summary>Whether prices include tax unless an order says otherwise. Default true.</summary>
    public bool TaxesIncluded { get; init; } = true;

    /// <summary>Tax rate of shipping and custom items, as a fraction. Default 0.19.</summary>
    public decimal StandardTaxRate { get; init; } = 0.19m;

    /// <summary>Name of the tax on receipts. Default <c>MwSt</c>.</summary>
    public string TaxTitle { get; init; } = "MwSt";

    /// <summary>Whether the shop has a Shopify Payments account; without one the API answers null for it. Default true.</summary>
    public bool HasShopifyPayments { get; init; } = true;

    /// <summary>Fee of the payment provider as a fraction of a charge. Default 0.021.</summary>
    public decimal PaymentsFeeRate { get; init; } = 0.021m;

    /// <summary>Fee of the payment provider per charge, in <see cref="Currency"/>. Default 0.30.</summary>
    public decimal PaymentsFeePerCharge { get; init; } = 0.30m;

    /// <summary>API versions served, oldest first. A request for another version is answered by the oldest. Default 2026-07 and 2026-10.</summary>
    public IReadOnlyList<string> Versions { get; init; } = ["2026-07", "2026-10"];

    /// <summary>Client id of the installed app.</summary>
    public string ClientId { get; init; } = "sandbox-client";

    /// <summary>Client secret of the installed app, which also signs webhooks.</summary>
    public string ClientSecret { get; init; } = "sandbox-client-secret";

    /// <summary>A token that never expires, for hosts without the client-credentials grant.</summary>
    public string AccessToken { get; init; } = "shpat_sandbox";

    /// <summary>Life of a token from the client-credentials grant. Default 86,399 s, as in the real shop.</summary>
    public TimeSpan TokenLife { get; init; } = TimeSpan.FromSeconds(86_399);

    /// <summary>Size of the cost bucket in points. Default 2,000, the smallest real plan.</summary>
    public int BucketSize { get; init; } = 2_000;

    /// <summary>Points restored per second. Default 100, the smallest real plan.</summary>
    public int RestoreRate { get; init; } = 100;

    /// <summary>Access scopes granted to the app. Default all that the sandbox knows.</summary>
    public IReadOnlyList<string> Scopes { get; init; } =
    [
        "read_all_orders", "read_customers", "read_fulfillments", "read_inventory", "read_locations", "read_merchant_managed_fulfillment_orders",
        "read_orders", "read_products", "read_returns", "read_shopify_payments_disputes", "read_shopify_payments_payouts", "write_inventory", "write_merchant_managed_fulfillment_orders", "write_orders",
    ];

    /// <summary>Fields answered with null and <c>ACCESS_DENIED</c>, as <c>Type.field</c>, for example <c>Order.email</c>; only nullable ones. Default none.</summary>
    public IReadOnlyList<string> DeniedFields { get; init; } = [];

    /// <summary>Faults. Default none.</summary>
    public SandboxFaultOptions Faults { get; init; } = SandboxFaultOptions.None;

    /// <summary>How old the state is that a stale list answers from. Default 2 s.</summary>
    public TimeSpan StaleBy { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Time before the first repetition of a webhook delivery; it doubles with each of the 8 repetitions. Default 200 ms.</summary>
    public TimeSpan WebhookRetryBase { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest time one webhook delivery may take. Default 5 s, as in the real shop.</summary>
    public TimeSpan WebhookTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a delayed or reordered webhook is held back. Default 1 s.</summary>
    public TimeSpan WebhookDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a bulk operation runs. Default no time at all.</summary>
    public TimeSpan BulkDuration { get; init; }

    /// <summary>Clock. Default the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Loopback port; 0 takes a free one. Default 0.</summary>
    public int Port { get; init; }
}
