using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ErpSync.Sandbox.Cdp;

/// <summary>
/// A local HTTP server on loopback that takes events like a CDP with Segment's tracking API, answers its profile API, sends webhooks, and misbehaves when told
/// to. For development and tests only: it keeps everything in memory, its secrets are constants, and it refuses bad events where Segment drops them silently.
/// </summary>
public sealed class SandboxCdp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CdpBooks _books;
    private readonly HttpClient _http = new();
    private int _deliveries;

    private SandboxCdp(WebApplication app, SandboxCdpOptions options, CdpBooks books, FaultDice faults, SandboxStatistics statistics, Uri address)
    {
        _app = app;
        _books = books;
        Options = options;
        Faults = faults;
        Statistics = statistics;
        BaseAddress = address;
    }

    /// <summary>Where it listens; stands for the tracking API and the profile API alike.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Its set-up.</summary>
    public SandboxCdpOptions Options { get; }

    /// <summary>What was counted since the start.</summary>
    public SandboxStatistics Statistics { get; }

    /// <summary>The source of faults; set <see cref="FaultDice.Enabled"/> to false for a quiet time.</summary>
    public FaultDice Faults { get; }

    /// <summary>Messages accepted, in order, without repetitions.</summary>
    public IReadOnlyList<CdpMessage> Messages => _books.Messages;

    /// <summary>Messages dropped because their <c>messageId</c> had come before.</summary>
    public int Repetitions => _books.Repetitions;

    /// <summary>Where webhooks go; null, the default, sends none.</summary>
    public Uri? WebhookAddress { get; set; }

    /// <summary>Starts a CDP.</summary>
    /// <param name="options">Set-up; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<SandboxCdp> StartAsync(SandboxCdpOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SandboxCdpOptions();
        var books = new CdpBooks(options);
        var dice = new FaultDice(options.Faults);
        var statistics = new SandboxStatistics();
        var endpoint = new CdpEndpoint(options, books, dice, statistics);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        var app = builder.Build();
        app.Run(endpoint.HandleAsync);
        await app.StartAsync(cancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new SandboxCdp(app, options, books, dice, statistics, new Uri(address.TrimEnd('/') + "/"));
    }

    /// <summary>Traits of a person as JSON, or null when the person is not known.</summary>
    /// <param name="userId">User id.</param>
    public IReadOnlyDictionary<string, JsonElement>? Find(string userId) => _books.Find(userId);

    /// <summary>Somebody changes a profile; a webhook tells it, if there is an address and no fault gets in the way.</summary>
    /// <param name="userId">User id.</param>
    /// <param name="traitsJson">Traits as a JSON object.</param>
    /// <param name="ct">Cancels the delivery.</param>
    public async Task SetTraitsAsync(string userId, string traitsJson, CancellationToken ct = default)
    {
        using var traits = JsonDocument.Parse(traitsJson);
        _books.Set(userId, traits.RootElement.EnumerateObject().Select(static trait => (trait.Name, trait.Value.Clone())).ToList());
        if (WebhookAddress is not { } address || Faults.Happens(Options.Faults.WebhookDrop))
        {
            return;
        }

        var (body, signature) = MakeWebhook(userId, traitsJson, Options.Clock.GetUtcNow());
        for (var times = Faults.Happens(Options.Faults.WebhookDuplicate) ? 2 : 1; times > 0; times--)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.TryAddWithoutValidation("X-Signature", signature);
            Statistics.CountWebhook();
            using var response = await _http.SendAsync(request, ct);
        }
    }

    /// <summary>Erases a person.</summary>
    /// <param name="userId">User id.</param>
    public void Forget(string userId) => _books.Forget(userId);

    /// <summary>An <c>identify</c> delivery as the webhook destination would send it.</summary>
    /// <param name="userId">User id.</param>
    /// <param name="traitsJson">Traits as a JSON object.</param>
    /// <param name="at">When it happened.</param>
    /// <returns>Body and value of the <c>X-Signature</c> header.</returns>
    public (byte[] Body, string Signature) MakeWebhook(string userId, string traitsJson, DateTimeOffset at)
    {
        using var traits = JsonDocument.Parse(traitsJson);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "identify");
            writer.WriteString("messageId", FormattableString.Invariant($"sandbox-{Interlocked.Increment(ref _deliveries)}"));
            writer.WriteString("userId", userId);
            writer.WriteString("timestamp", at);
            writer.WritePropertyName("traits");
            traits.RootElement.WriteTo(writer);
            writer.WriteEndObject();
        }

        var body = buffer.ToArray();
#pragma warning disable CA5350 // The webhook destination signs with HMAC-SHA1 and with nothing else.
        return (body, Convert.ToHexStringLower(HMACSHA1.HashData(Encoding.UTF8.GetBytes(Options.WebhookSecret), body)));
#pragma warning restore CA5350
    }

    /// <summary>Stops the server.</summary>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }
}
