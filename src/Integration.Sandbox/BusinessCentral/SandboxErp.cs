using System.Globalization;
using System.Net;
using ErpSync.Sandbox.BusinessCentral.Http;
using ErpSync.Sandbox.BusinessCentral.Rules;
using ErpSync.Sandbox.BusinessCentral.Store;
using ErpSync.Sandbox.BusinessCentral.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ErpSync.Sandbox.BusinessCentral;

/// <summary>
/// A company of Business Central as a local HTTP server: API v2.0 with the sets a shop integration meets, posting, ledgers, webhooks, limits,
/// and misbehaviour on request. State lives in memory and ends with the server. For development and tests only.
/// </summary>
public sealed class SandboxErp : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ErpEndpoint _endpoint;
    private readonly Notifier _notifier;
    private readonly NotificationSender _sender;
    private readonly HttpClient _http;
    private readonly SandboxErpOptions _options;

    private SandboxErp(SandboxErpOptions options)
    {
        _options = options;
        Faults = new FaultDice(options.Faults);
        Statistics = new SandboxStatistics();
        var age = options.StaleReadAge > options.VisibilityDelay ? options.StaleReadAge : options.VisibilityDelay;
        var database = new ErpDatabase(options.Time, age + TimeSpan.FromMinutes(1));
        var company = new ErpCompany(database, options);
        var seed = new ErpSeed(company, options);
        database.Run(seed.Run);
        CompanyId = database["companies"].Rows.First().Id;
        World = new ErpWorld(company, seed);
        _http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        _sender = new NotificationSender(database, _http, options, Faults, Statistics);
        _notifier = new Notifier(company, _sender);
        var tokens = new TokenService(options, database);
        _endpoint = new ErpEndpoint(company, options, Faults, Statistics, tokens, new Handshake(database, _http, options.Time));

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        _application = builder.Build();
        _application.MapPost("/{tenant}/oauth2/v2.0/token", (RequestDelegate)tokens.IssueAsync);
        _application.MapFallback("{**path}", (RequestDelegate)_endpoint.InvokeAsync);
    }

    /// <summary>
    /// Root of the server, such as <c>http://127.0.0.1:50123/</c>; it stands where <c>https://api.businesscentral.dynamics.com/</c> would.
    /// </summary>
    public Uri BaseAddress { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Root of API v2.0: <c>{BaseAddress}v2.0/{tenant}/{environment}/api/v2.0/</c>.</summary>
    public Uri ApiAddress => new(BaseAddress, $"v2.0/{_options.Tenant}/{_options.Environment}/api/v2.0/");

    /// <summary>Root of the companion API with <c>itemAvailabilities</c> per location.</summary>
    public Uri CompanionAddress => new(BaseAddress, $"v2.0/{_options.Tenant}/{_options.Environment}/api/erpsync/inventory/v1.0/");

    /// <summary>Token endpoint for client credentials.</summary>
    public Uri TokenAddress => new(BaseAddress, $"{_options.Tenant}/oauth2/v2.0/token");

    /// <summary>System id of the only company.</summary>
    public Guid CompanyId { get; }

    /// <summary>A bearer token that is always valid.</summary>
    public string Token => _options.StaticToken;

    /// <summary>Options the server was started with.</summary>
    public SandboxErpOptions Options => _options;

    /// <summary>What the server counted.</summary>
    public SandboxStatistics Statistics { get; }

    /// <summary>The dice that decide about misbehaviour; switch them off with <see cref="FaultDice.Enabled"/>.</summary>
    public FaultDice Faults { get; }

    /// <summary>What the company's people do and see.</summary>
    public ErpWorld World { get; }

    /// <summary>Sets up a company and starts the server.</summary>
    /// <param name="options">Setup.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<SandboxErp> StartAsync(SandboxErpOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var erp = new SandboxErp(options);
        try
        {
            await erp._application.StartAsync(cancellationToken);
        }
        catch
        {
            await erp.DisposeAsync();
            throw;
        }

        var addresses = erp._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        erp.BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"{addresses.First()}/"));
        return erp;
    }

    /// <summary>Stops the server; notifications not yet delivered are lost.</summary>
    public async ValueTask DisposeAsync()
    {
        _notifier.Dispose();
        await _sender.DisposeAsync();
        await _application.DisposeAsync();
        _endpoint.Dispose();
        _http.Dispose();
    }
}
