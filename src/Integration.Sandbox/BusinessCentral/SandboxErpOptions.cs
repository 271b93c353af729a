namespace ErpSync.Sandbox.BusinessCentral;

/// <summary>How the sandbox ERP is set up. Every default can stay as it is.</summary>
public sealed record SandboxErpOptions
{
    /// <summary>Articles the company starts with, with their opening stock at <see cref="DefaultLocation"/>. Default: none.</summary>
    public SandboxCatalog? Catalog { get; init; }

    /// <summary>How often the server misbehaves. Default: never.</summary>
    public SandboxFaultOptions Faults { get; init; } = SandboxFaultOptions.None;

    /// <summary>Clock of every instant, expiry and delay. Default: the system clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Port on the loopback address. Default 0: any free port.</summary>
    public int Port { get; init; }

    /// <summary>Tenant segment of the URLs.</summary>
    public string Tenant { get; init; } = "11111111-2222-3333-4444-555555555555";

    /// <summary>Environment segment of the URLs. Default <c>Sandbox</c>.</summary>
    public string Environment { get; init; } = "Sandbox";

    /// <summary>Name of the company.</summary>
    public string CompanyName { get; init; } = "Sandbox Trading GmbH";

    /// <summary>Client id that the token endpoint accepts.</summary>
    public string ClientId { get; init; } = "sandbox-client";

    /// <summary>Client secret that the token endpoint accepts.</summary>
    public string ClientSecret { get; init; } = "sandbox-secret";

    /// <summary>A bearer token that is always valid.</summary>
    public string StaticToken { get; init; } = "sandbox-static-token";

    /// <summary>Life of a token from the token endpoint. Default one hour.</summary>
    public TimeSpan TokenLife { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Local currency (LCY) of the company. Default EUR.</summary>
    public string LocalCurrency { get; init; } = "EUR";

    /// <summary>Location of document lines and adjustments that name none; empty for the blank location. Default <c>MAIN</c>.</summary>
    public string DefaultLocation { get; init; } = "MAIN";

    /// <summary>
    /// VAT business posting group of customers created without one, as a template gives it. Default <c>DOMESTIC</c>; empty for none.
    /// </summary>
    public string CustomerTaxArea { get; init; } = "DOMESTIC";

    /// <summary>Whether prices on invoices and credit memos of new customers include tax. Default false.</summary>
    public bool CustomerPricesIncludeTax { get; init; }

    /// <summary>Whether items created without posting groups get those of a template; without them posting fails. Default true.</summary>
    public bool ItemTemplate { get; init; } = true;

    /// <summary>Whether clients may choose the number of a sales order (<i>Manual Nos.</i> of the series). Default false.</summary>
    public bool ManualOrderNumbers { get; init; }

    /// <summary>Whether posting refuses to ship more than is on hand. Default false.</summary>
    public bool PreventNegativeInventory { get; init; }

    /// <summary>Whether new order lines start with nothing to ship (<i>Default Quantity to Ship</i> = Blank). Default false.</summary>
    public bool BlankQuantityToShip { get; init; }

    /// <summary>Most entities of one page. Default 20,000, as online.</summary>
    public int MaxPageSize { get; init; } = 20_000;

    /// <summary>Requests of one user that run at once. Default 5, as online.</summary>
    public int MaxRunningPerUser { get; init; } = 5;

    /// <summary>Requests of one user that may wait; one more is answered 429. Default 95, as online.</summary>
    public int MaxWaitingPerUser { get; init; } = 95;

    /// <summary>Requests of one user within <see cref="RateWindow"/>. Default 6,000, as online.</summary>
    public int MaxRequestsPerWindow { get; init; } = 6_000;

    /// <summary>Sliding window of <see cref="MaxRequestsPerWindow"/>. Default 5 minutes.</summary>
    public TimeSpan RateWindow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Time every request takes while it occupies one of the user's places. Default zero.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Age of the state that an injected stale read shows. Default 2 seconds.</summary>
    public TimeSpan StaleReadAge { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long every change stays invisible to lists and searches. Default zero.</summary>
    public TimeSpan VisibilityDelay { get; init; }

    /// <summary>Webhook changes within this time after the first one go out together. Default 30 seconds, as online.</summary>
    public TimeSpan NotificationWindow { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Changes of one subscription in one window above which a single <c>collection</c> notification is sent. Default 1,000.</summary>
    public int CollectionThreshold { get; init; } = 1_000;

    /// <summary>
    /// Waits before a failed notification is sent again; after the last one the subscription is deleted.
    /// Default 1, 1, 10, 100 and 1,000 minutes.
    /// </summary>
    public IReadOnlyList<TimeSpan> NotificationRetries { get; init; } =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(100), TimeSpan.FromMinutes(1_000),
    ];

    /// <summary>How long a notification held back by <see cref="SandboxFaultOptions.WebhookDelay"/> waits. Default 2 seconds.</summary>
    public TimeSpan NotificationDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Life of a webhook subscription. Default 3 days, as online.</summary>
    public TimeSpan SubscriptionLife { get; init; } = TimeSpan.FromDays(3);
}
