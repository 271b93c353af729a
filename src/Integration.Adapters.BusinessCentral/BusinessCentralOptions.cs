using Azure.Core;

namespace ErpSync.Adapters.BusinessCentral;

/// <summary>
/// One connection to one company of Business Central, API v2.0. Validated at start by <see cref="BusinessCentralOptionsValidator"/>;
/// every error carries a code (<c>ESY3xxx</c>).
/// </summary>
public sealed class BusinessCentralOptions
{
    /// <summary>
    /// Address of the service. Default <c>https://api.businesscentral.dynamics.com/</c>, to which <c>v2.0/{tenant}/{environment}/api/v2.0</c> is added.
    /// An address whose path ends in <c>/api/v2.0</c> (on-premises, sandbox) is taken as it is.
    /// </summary>
    public Uri BaseAddress { get; set; } = new("https://api.businesscentral.dynamics.com/");

    /// <summary>Microsoft Entra tenant id or domain. Needed unless <see cref="BaseAddress"/> ends in <c>/api/v2.0</c>, and always with <see cref="ClientSecret"/>.</summary>
    public string? TenantId { get; set; }

    /// <summary>Environment name. Default <c>Production</c>.</summary>
    public string Environment { get; set; } = "Production";

    /// <summary>Id of the company. Either this or <see cref="CompanyName"/>.</summary>
    public Guid? CompanyId { get; set; }

    /// <summary>Name of the company, as in its list of companies. Either this or <see cref="CompanyId"/>.</summary>
    public string? CompanyName { get; set; }

    /// <summary>
    /// Credential to ask for tokens, for example a managed identity. Exactly one of this, <see cref="StaticToken"/> and <see cref="ClientSecret"/>. Credentials remember
    /// their tokens: one that the service refuses is renewed when the refusal names the claims that it misses; without them the credential gives the same token
    /// again until it expires, and the connection stays refused until then.
    /// </summary>
    public TokenCredential? Credential { get; set; }

    /// <summary>A fixed bearer token, for local use only.</summary>
    public string? StaticToken { get; set; }

    /// <summary>Application (client) id of the Entra application.</summary>
    public string? ClientId { get; set; }

    /// <summary>Secret of the Entra application <see cref="ClientId"/>.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Scope of the token. Default <c>https://api.businesscentral.dynamics.com/.default</c>.</summary>
    public string Scope { get; set; } = "https://api.businesscentral.dynamics.com/.default";

    /// <summary>How customers come to be. Default <see cref="BusinessCentralCustomerMode.FindOrCreate"/>.</summary>
    public BusinessCentralCustomerMode CustomerMode { get; set; } = BusinessCentralCustomerMode.FindOrCreate;

    /// <summary>Number of the collective customer for documents without a customer of their own, at most 20 characters; null refuses such documents.</summary>
    public string? GuestCustomerNumber { get; set; }

    /// <summary>
    /// Number of a customer whose tax area, currency, terms and methods new customers copy; null leaves the company's own defaults. It is read again every
    /// 15 minutes, and when the service refuses what was copied.
    /// </summary>
    public string? CustomerTemplateNumber { get; set; }

    /// <summary>Put before the shop's customer id to make the customer number. Default <c>SHOP-</c>; at most 10 characters.</summary>
    public string CustomerNumberPrefix { get; set; } = "SHOP-";

    /// <summary>Whether an existing customer with the same e-mail address is taken. Default true; several of them are a case for a person.</summary>
    public bool MatchCustomersByEmail { get; set; } = true;

    /// <summary>
    /// What happens to a document whose item or variant does not exist. Default <see cref="BusinessCentralMissingItemMode.Refuse"/>: a wrong SKU does not become
    /// right by waiting.
    /// </summary>
    public BusinessCentralMissingItemMode MissingItems { get; set; } = BusinessCentralMissingItemMode.Refuse;

    /// <summary>
    /// Customer payment journal (batch code) per gateway, <c>shopify_payments</c>, or per gateway and currency, <c>shopify_payments@USD</c>. A payment line has no
    /// currency of its own: it takes the one of the batch's balancing account. So an entry without a currency takes payments in the company's currency only.
    /// </summary>
    public IDictionary<string, string> PaymentJournals { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Customer payment journal per gateway in which money paid back is prepared. Such lines are never posted by the connector, because the
    /// standard API cannot set the document type Refund: a person completes them. A gateway that is missing here has its refunds rejected.
    /// </summary>
    public IDictionary<string, string> RefundJournals { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Code of the general journal batch in which journals are written and posted, such as those of payouts; null (default) takes none. Use a batch without balancing
    /// account and number series that nobody else uses: posting takes all of its lines. At most 10 characters.
    /// </summary>
    public string? GeneralJournal { get; set; }

    /// <summary>
    /// Business Central tax code (VAT product posting group or tax group) per tax of the document: by code and rate, <c>MwSt@0.07</c>, else by code alone,
    /// <c>MwSt</c>. A tax that is missing here leaves the item's or account's own.
    /// </summary>
    public IDictionary<string, string> TaxCodes { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Tax code of lines on which the shop charged no tax, for example <c>NOVAT</c>. Null (default) leaves the item's or account's own, which is right only where
    /// everything sold is taxed.
    /// </summary>
    public string? UntaxedTaxCode { get; set; }

    /// <summary>
    /// True (default) refuses a document whose tax differs from the one charged by more than rounding can explain: where prices include tax, the total says nothing about it.
    /// False where the ERP alone decides the tax, for example because the shop is not set up to charge any.
    /// </summary>
    public bool CompareTax { get; set; } = true;

    /// <summary>Business Central location code per location of the document; a location that is missing here is taken as the code itself.</summary>
    public IDictionary<string, string> LocationMap { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Page of stock per location; null (default) reads <c>items.inventory</c>, the sum over all locations.</summary>
    public BusinessCentralStockPage? StockPage { get; set; }

    /// <summary>How long after an unclear outcome a write may still become visible. Default 8 minutes, the operation limit of the service.</summary>
    public TimeSpan UnknownOutcomeWait { get; set; } = TimeSpan.FromMinutes(8);

    /// <summary>How far every delta reading reaches back behind its checkpoint, for rows committed late. Default 10 minutes; at most 1 day.</summary>
    public TimeSpan DeltaOverlap { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How many ledger entries a stock reading reaches back behind its checkpoint. Default 200; 0 to 100,000.</summary>
    public int LedgerOverlap { get; set; } = 200;

    /// <summary>Records a page of a reading. Default 500; 1 to 20,000.</summary>
    public int PageSize { get; set; } = 500;

    /// <summary>Most pages one look-up follows before it gives up with a fault. Default 1,000.</summary>
    public int MaxPages { get; set; } = 1_000;

    /// <summary>Requests in flight at once. Default 4; the service runs 5 of one user. 1 to 100.</summary>
    public int MaxConcurrentRequests { get; set; } = 4;

    /// <summary>Longest wait for one answer; after it the outcome of a write is unknown. Default 90 seconds; 1 second to 10 minutes.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>Most bytes of a response. Default 64 MiB; more is a fault.</summary>
    public long MaxResponseBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>Secret that every notification repeats, 16 to 2,048 characters; null switches notifications off.</summary>
    public string? WebhookClientState { get; set; }

    /// <summary>
    /// Sets to be notified about. Default orders, invoices and credit memos; at most 20. Add <c>salesShipments</c> where the tenant lists it as supported; without
    /// it a changed order asks for a sweep of shipments.
    /// </summary>
    public IReadOnlyList<string> WebhookSets { get; set; } = ["salesOrders", "salesInvoices", "salesCreditMemos"];
}
