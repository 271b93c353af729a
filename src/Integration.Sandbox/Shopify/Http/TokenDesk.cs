using System.Collections.Concurrent;
using System.Globalization;

namespace ErpSync.Sandbox.Shopify.Http;

/// <summary>Issues and checks access tokens.</summary>
internal sealed class TokenDesk(SandboxShopOptions options)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _issued = new(StringComparer.Ordinal);
    private int _count;
    private volatile bool _revoked;

    public string Issue()
    {
        var token = "shpat_" + options.ClientId + "_" + Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture);
        _issued[token] = options.Clock.GetUtcNow() + options.TokenLife;
        return token;
    }

    public bool IsValid(string? token) => !_revoked && token is not null
        && (token == options.AccessToken || (_issued.TryGetValue(token, out var until) && options.Clock.GetUtcNow() < until));

    /// <summary>Makes every issued token useless at once, as a rotation of the secret does; the static one stays.</summary>
    public void ExpireAll() => _issued.Clear();

    /// <summary>The app is uninstalled: no token is good any more.</summary>
    public void Revoke() => _revoked = true;
}
