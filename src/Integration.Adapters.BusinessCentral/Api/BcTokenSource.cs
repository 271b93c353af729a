using Azure.Core;

namespace ErpSync.Adapters.BusinessCentral.Api;

/// <summary>
/// One token for all callers: asked for once, renewed before it expires, and once after the service refused it. A credential of the host keeps its tokens and gives a
/// refused one again while it lasts, unless the refusal names the claims that a new one needs.
/// </summary>
internal sealed class BcTokenSource(Func<TokenCredential> create, string scope, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private TokenCredential? _credential;
    private AccessToken? _token;

    /// <param name="refused">Token that the service refused, or null.</param>
    /// <param name="claims">What the service asks a new token for, or null.</param>
    /// <param name="ct">Cancels the waiting.</param>
    public async ValueTask<string> GetAsync(string? refused, string? claims, CancellationToken ct)
    {
        if (Valid(refused) is { } ready)
        {
            return ready;
        }

        await _gate.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (Valid(refused) is { } renewed)
            {
                return renewed;
            }

            // A new credential remembers no tokens; where the host gave its own, only claims make it ask again.
            _credential = _credential is null || refused is not null ? create() : _credential;
            var token = await _credential.GetTokenAsync(new TokenRequestContext([scope], parentRequestId: null, claims, tenantId: null, isCaeEnabled: true), ct).ConfigureAwait(false);
            _token = token;
            return token.Token;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private string? Valid(string? refused) =>
        _token is { } token && token.Token != refused && token.ExpiresOn - RenewBefore > time.GetUtcNow() ? token.Token : null;
}
