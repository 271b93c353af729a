using System.Collections.Frozen;

namespace ErpSync.Adapters.Shopify.Stock;

/// <summary>ERP location codes and the shop locations they stand for.</summary>
internal sealed class LocationBook
{
    private readonly FrozenDictionary<string, string> _byCode;
    private readonly string? _fallback;

    public LocationBook(ShopifyOptions options)
    {
        _byCode = options.LocationMap.ToFrozenDictionary(pair => pair.Key, pair => Normalise(pair.Value), StringComparer.Ordinal);
        _fallback = options.DefaultLocation is { } location ? Normalise(location) : null;
        CodesByGid = _byCode.GroupBy(pair => pair.Value, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.Key).Order(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
        Gids = [.. CodesByGid.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>Shop location → the ERP codes that mean it.</summary>
    public FrozenDictionary<string, string[]> CodesByGid { get; }

    /// <summary>Every shop location that is mapped.</summary>
    public IReadOnlyList<string> Gids { get; }

    /// <summary>The shop location of an ERP code, or null.</summary>
    public string? Find(string? code) => _byCode.GetValueOrDefault(code ?? "") ?? _fallback;

    private static string Normalise(string location) => Gid.TryNormalise("Location", location, out var gid) ? gid : location;
}
