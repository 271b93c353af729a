using Azure.Core;

namespace ErpSync.Adapters.BusinessCentral.Api;

/// <summary>One token for all callers: asked for once, renewed before it expires, and once after the service refused it.</summary>
internal sealed class BcTokenSource(Func<TokenCredential> create, string scope, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private TokenCredential? _credential;
    private AccessToken? _token;

    public async ValueTask<string> GetAsync(string? refused, CancellationToken ct)
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

            // A credential remembers its tokens; only a new one surely asks again after a refusal.
            _credential = _credential is null || refused is not null ? create() : _credential;
            var token = await _credential.GetTokenAsync(new TokenRequestContext([scope]), ct).ConfigureAwait(false);
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
