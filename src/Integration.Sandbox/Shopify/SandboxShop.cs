using System.Net;
using ErpSync.Sandbox.Shopify.Graph;
using ErpSync.Sandbox.Shopify.Http;
using ErpSync.Sandbox.Shopify.Import;
using ErpSync.Sandbox.Shopify.Operations;
using ErpSync.Sandbox.Shopify.State;
using ErpSync.Sandbox.Shopify.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ErpSync.Sandbox.Shopify;

/// <summary>
/// A local HTTP server on loopback that answers like the Shopify Admin GraphQL API, sends its webhooks, and misbehaves when
/// told to. For development and tests only: it keeps everything in memory and its secrets are constants.
/// </summary>
public sealed class SandboxShop : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly WebhookSender _webhooks;
    private readonly TokenDesk _tokens;
    private readonly ShopState _state;

    private SandboxShop(WebApplication app, ShopState state, WebhookSender webhooks, TokenDesk tokens, FaultDice faults, SandboxStatistics statistics, Uri address)
    {
        _app = app;
        _state = state;
        _webhooks = webhooks;
        _tokens = tokens;
        Faults = faults;
        Statistics = statistics;
        BaseAddress = address;
        World = new ShopWorld(state);
    }

    /// <summary>Where the server listens, for example <c>http://127.0.0.1:5123/</c>; stands for <c>https://{shop}.myshopify.com</c>.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Permanent domain of the shop, as webhooks name it.</summary>
    public string ShopDomain => _state.Options.ShopDomain;

    /// <summary>A token that never expires.</summary>
    public string AccessToken => _state.Options.AccessToken;

    /// <summary>Client id of the app for the client-credentials grant.</summary>
    public string ClientId => _state.Options.ClientId;

    /// <summary>Client secret of the app for the grant and for checking webhooks.</summary>
    public string ClientSecret => _state.Options.ClientSecret;

    /// <summary>What was counted since the start.</summary>
    public SandboxStatistics Statistics { get; }

    /// <summary>The source of faults; set <see cref="FaultDice.Enabled"/> to false for a quiet time.</summary>
    public FaultDice Faults { get; }

    /// <summary>What customers and staff do.</summary>
    public ShopWorld World { get; }

    /// <summary>Webhook deliveries on their way, waits before repetitions included.</summary>
    public int PendingWebhooks => _webhooks.Pending;

    /// <summary>Subscriptions in force, as topic (enum name) and address; they vanish when deliveries keep failing.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> WebhookSubscriptions =>
        [.. _webhooks.Subscriptions.OrderBy(subscription => subscription.Id).Select(subscription => KeyValuePair.Create(subscription.Topic, subscription.Uri))];

    /// <summary>Starts a shop.</summary>
    /// <param name="options">Set-up; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <returns>The running shop; dispose it to stop the server and its deliveries.</returns>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<SandboxShop> StartAsync(SandboxShopOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SandboxShopOptions();
        var state = new ShopState(options);
        var dice = new FaultDice(options.Faults);
        var statistics = new SandboxStatistics();
        var webhooks = new WebhookSender(state, dice, statistics);
        var tokens = new TokenDesk(options);
        var bulk = new BulkDesk(state);
        var executor = new GraphExecutor(AdminSchema.Shared, state, Roots(state, webhooks, bulk));
        bulk.Executor = executor;
        var endpoint = new ShopEndpoint(options, executor, tokens, dice, statistics, bulk.File);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        var app = builder.Build();
        app.Run(endpoint.HandleAsync);
        await app.StartAsync(cancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        bulk.BaseAddress = new Uri(address.TrimEnd('/') + "/");
        return new SandboxShop(app, state, webhooks, tokens, dice, statistics, bulk.BaseAddress);
    }

    /// <summary>
    /// Fills the shop with recorded orders: published REST samples and GraphQL recordings, found anywhere in the files. Amounts are
    /// served as recorded. Of several recordings of one order the fullest counts.
    /// </summary>
    /// <param name="directory">Directory of JSON files, at most 64 MiB each; searched with all below it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>What was imported, what was left out and why.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such directory.</exception>
    public Task<ShopImportReport> ImportAsync(string directory, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        return new ShopImporter(_state).ImportAsync(directory, cancellationToken);
    }

    /// <summary>Makes every token issued by the grant useless at once; clients must ask for a new one.</summary>
    public void ExpireTokens() => _tokens.ExpireAll();

    /// <summary>The merchant uninstalls the app: <c>app/uninstalled</c> is sent, tokens and subscriptions are gone.</summary>
    public void UninstallApp()
    {
        _state.Raise("app/uninstalled", new GraphNode("Shop")
        {
            ["id"] = Gid.Of("Shop", 1),
            ["name"] = "Sandbox",
            ["myshopifyDomain"] = ShopDomain,
            ["currencyCode"] = _state.Options.Currency,
        });
        _webhooks.KeepOnly("APP_UNINSTALLED");
        _tokens.Revoke();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _webhooks.DisposeAsync();
    }

    private static RootFields Roots(ShopState state, WebhookSender webhooks, BulkDesk bulk)
    {
        var roots = new RootFields();
        new OrderQueries(state).Register(roots);
        new CatalogQueries(state).Register(roots);
        new GiftCardQueries(state).Register(roots);
        new PaymentsQueries(state).Register(roots);
        var memory = new IdempotencyMemory(state.Options.Clock);
        new InventoryMutations(state, memory).Register(roots);
        new FulfillmentMutations(state).Register(roots);
        new OrderMutations(state, memory).Register(roots);
        new MetafieldMutations(state).Register(roots);
        bulk.Register(roots);
        new WebhookOperations(state, webhooks).Register(roots);
        return roots;
    }
}
