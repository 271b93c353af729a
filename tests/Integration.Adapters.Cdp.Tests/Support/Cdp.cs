using ErpSync.Sandbox;
using ErpSync.Sandbox.Cdp;

namespace ErpSync.Adapters.Cdp.Tests.Support;

/// <summary>A sandbox CDP with a connector to it, over real HTTP.</summary>
internal sealed class Cdp : IAsyncDisposable
{
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };

    private Cdp(SandboxCdp box, Action<CdpOptions>? configure)
    {
        Box = box;
        var options = OptionsFor(box);
        configure?.Invoke(options);
        Connector = CdpConnectorFactory.Create("cdp", options, _http, TimeProvider.System);
    }

    public SandboxCdp Box { get; }

    public CdpConnector Connector { get; }

    public static async Task<Cdp> StartAsync(Action<CdpOptions>? configure = null, SandboxFaultOptions? faults = null) =>
        new(await SandboxCdp.StartAsync(new SandboxCdpOptions { Faults = faults ?? SandboxFaultOptions.None }), configure);

    public static CdpOptions OptionsFor(SandboxCdp box)
    {
        var options = new CdpOptions();
        Point(options, box);
        return options;
    }

    public static void Point(CdpOptions options, SandboxCdp box)
    {
        options.Endpoint = box.BaseAddress;
        options.ProfileEndpoint = box.BaseAddress;
        options.WriteKey = box.Options.WriteKey;
        options.SpaceId = box.Options.SpaceId;
        options.ProfileToken = box.Options.ProfileToken;
        options.ProfileLag = TimeSpan.Zero;
        options.WebhookSecrets.Add(box.Options.WebhookSecret);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Box.DisposeAsync();
    }
}
