using System.Text.Json;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Shopify.Transport;

/// <summary>
/// The access token of one connection. With a client id it is granted (client credentials, 24 hours), renewed before its end and once after a refusal;
/// callers that come at the same time share one renewal. Kept in memory only.
/// </summary>
internal sealed class TokenProvider(ShopifyOptions options, HttpClient http, TimeProvider time) : IDisposable
{
    private const int LargestGrant = 64 * 1024;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile Grant? _grant = options.AccessToken is { Length: > 0 } token ? new Grant(token, DateTimeOffset.MaxValue) : null;

    private bool IsStatic => options.AccessToken is { Length: > 0 };

    /// <summary>The token to use now.</summary>
    /// <param name="refused">A token that Shopify has just refused, or null.</param>
    /// <param name="ct">Cancels the waiting.</param>
    /// <returns>The token; the refused one again when it cannot be renewed.</returns>
    /// <exception cref="ConnectorException">No token could be had.</exception>
    public async ValueTask<string> GetAsync(string? refused, CancellationToken ct)
    {
        if (_grant is { } usable && IsUsable(usable, refused))
        {
            return usable.Token;
        }

        await _gate.WaitAsync(ct);
        try
        {
            if (_grant is { } renewed && IsUsable(renewed, refused))
            {
                return renewed.Token;
            }

            var grant = await RequestAsync(ct);
            _grant = grant;
            return grant.Token;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private bool IsUsable(Grant grant, string? refused) =>
        IsStatic || (grant.Token != refused && time.GetUtcNow() < grant.EndsAt - options.TokenRenewalMargin);

    private async Task<Grant> RequestAsync(CancellationToken ct)
    {
        const string Name = "access token";
        using var limit = new CancellationTokenSource(options.RequestTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(ShopAddress.Base(options), "admin/oauth/access_token"));
            request.Content = new FormUrlEncodedContent(
            [
                new("grant_type", "client_credentials"), new("client_id", options.ClientId), new("client_secret", options.ClientSecret),
            ]);
            var asked = time.GetUtcNow();
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, linked.Token);
            if (!response.IsSuccessStatusCode)
            {
                throw new ConnectorException(Refused(response));
            }

            var body = await BoundedBody.ReadAsync(response.Content, LargestGrant, linked.Token);
            return body is { } bytes && Read(bytes, asked) is { } grant
                ? grant
                : throw new ConnectorException(new Fault(FaultKind.Transient, "shopify.token-unreadable", "Shopify's answer to the token request is not a token."));
        }
        catch (HttpRequestException exception)
        {
            throw new ConnectorException(new Fault(FaultKind.Transient, "shopify.unreachable", $"The {Name} could not be requested: {exception.HttpRequestError}."), exception);
        }
        catch (IOException exception)
        {
            throw new ConnectorException(new Fault(FaultKind.Transient, "shopify.connection-lost", $"The connection broke while the {Name} was read."), exception);
        }
        catch (OperationCanceledException exception) when (!ct.IsCancellationRequested)
        {
            throw new ConnectorException(new Fault(FaultKind.Transient, "shopify.timeout", $"The {Name} did not arrive within {options.RequestTimeout}."), exception);
        }
    }

    private Fault Refused(HttpResponseMessage response)
    {
        // A wrong client is answered 400 or 401 here; both mean the same to an operator.
        var fault = HttpFaults.Of(response, "access token", time.GetUtcNow());
        return (int)response.StatusCode is 400 or 401 or 403
            ? fault with
            {
                Kind = FaultKind.Unauthorized,
                Code = "shopify.client-refused",
                Message = "Shopify does not accept the client id and secret of the app.",
                Hint = "Check ClientId and ClientSecret, and that the app is installed in this shop's organisation.",
            }
            : fault;
    }

    private static Grant? Read(ReadOnlyMemory<byte> body, DateTimeOffset asked)
    {
        try
        {
            using var document = RemoteJson.Parse(body);
            var token = document.RootElement.Filled("access_token");
            var seconds = document.RootElement.Number("expires_in");
            return token is null ? null : new Grant(token, seconds is > 0 and < 315_360_000 ? asked.AddSeconds((long)seconds.Value) : DateTimeOffset.MaxValue);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Grant(string Token, DateTimeOffset EndsAt);
}
