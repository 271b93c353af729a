using System.Collections.Concurrent;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.BusinessCentral.Api;

/// <summary>Facts of the company that hardly change: its own currency, locations and variants. Kept in memory, bounded, and forgotten when
/// the service refuses what it was used for.</summary>
internal sealed class BcCompany(BcClient client, BusinessCentralOptions options)
{
    private const int MaxVariants = 10_000;
    private const int MostIds = 30;
    private readonly ConcurrentDictionary<(string Item, string Variant), Guid> _variants = new();
    private volatile string? _localCurrency;
    private volatile Dictionary<string, Guid>? _locations;

    public async Task<Currency> LocalCurrencyAsync(CancellationToken ct)
    {
        if (_localCurrency is not { } code)
        {
            var query = BcQuery.Set(BcSets.GeneralLedgerSetup) with { Select = BcFields.LocalCurrencyCode };
            var rows = await client.ListAsync(query, ct).ConfigureAwait(false);
            code = rows.Count > 0 ? rows[0].Text(BcFields.LocalCurrencyCode) : "";
        }

        if (!Currency.TryFromCode(code, out var currency))
        {
            throw BcException.Of(FaultKind.Invalid, "bc.local-currency-unknown", $"The local currency '{code}' of the company is not an ISO 4217 code.",
                "Set LCY Code in the General Ledger Setup to an ISO code.");
        }

        _localCurrency = code;
        return currency;
    }

    /// <summary>Currency of a document; an empty code is the company's own.</summary>
    public async Task<Currency> CurrencyAsync(string code, CancellationToken ct) =>
        code.Length == 0 ? await LocalCurrencyAsync(ct).ConfigureAwait(false)
        : Currency.TryFromCode(code, out var currency) ? currency
        : throw BcException.Of(FaultKind.Invalid, "bc.currency-unknown", $"The currency '{code}' of a document is not an ISO 4217 code.", "Rename the currency in Business Central to its ISO code.");

    public async Task<Guid> LocationAsync(string code, string field, CancellationToken ct)
    {
        if (_locations?.TryGetValue(code, out var known) == true)
        {
            return known;
        }

        return (await ReadLocationsAsync(ct).ConfigureAwait(false)).TryGetValue(code, out var id) ? id
            : throw BcException.Of(FaultKind.Invalid, "bc.location-missing", $"Business Central has no location '{code}'.", "Create the location or correct LocationMap.", field);
    }

    public async Task<Guid> VariantAsync(string item, string variant, string field, CancellationToken ct)
    {
        if (_variants.TryGetValue((item, variant), out var known))
        {
            return known;
        }

        var query = BcQuery.Set(BcSets.ItemVariants) with
        {
            Filter = $"{BcQuery.Eq(BcFields.ItemNumber, item)} and {BcQuery.Eq(BcFields.Code, variant)}",
            Select = BcFields.Id,
        };
        var rows = await client.ListAsync(query, ct).ConfigureAwait(false);
        if (rows.Count == 0)
        {
            throw Missing("bc.variant-missing", $"Item {item} has no variant '{variant}' in Business Central.", "variant", field);
        }

        if (_variants.Count >= MaxVariants)
        {
            _variants.Clear();
        }

        return _variants[(item, variant)] = rows[0].Id;
    }

    /// <summary>Looks whether locations and variants are still there by the ids that were remembered, and forgets those that are not.</summary>
    /// <returns>Whether one is gone.</returns>
    public async Task<bool> ForgetGoneAsync(IReadOnlyCollection<Guid> locations, IReadOnlyCollection<Guid> variants, CancellationToken ct)
    {
        var gone = locations.Count > 0 && locations.Except((await ReadLocationsAsync(ct).ConfigureAwait(false)).Values).Any();
        foreach (var chunk in variants.Chunk(MostIds))
        {
            var query = BcQuery.Set(BcSets.ItemVariants) with { Filter = BcQuery.Any(BcFields.Id, chunk), Select = BcFields.Id };
            var left = (await client.ListAsync(query, ct).ConfigureAwait(false)).Select(static row => row.Id).ToHashSet();
            gone |= !chunk.All(left.Contains);
            foreach (var (key, _) in _variants.Where(known => chunk.Contains(known.Value) && !left.Contains(known.Value)))
            {
                _variants.TryRemove(key, out _);
            }
        }

        return gone;
    }

    private async Task<Dictionary<string, Guid>> ReadLocationsAsync(CancellationToken ct)
    {
        var query = BcQuery.Set(BcSets.Locations) with { Select = $"{BcFields.Id},{BcFields.Code}" };
        var rows = await client.ListAsync(query, ct).ConfigureAwait(false);
        return _locations = rows.ToDictionary(row => row.Text(BcFields.Code), row => row.Id, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The fault of a line whose item or variant is not there: a case at once, or a wait where that is configured.</summary>
    public BcException Missing(string code, string message, string what, string field) => BcException.Of(
        options.MissingItems == BusinessCentralMissingItemMode.Wait ? FaultKind.MissingDependency : FaultKind.Invalid, code, message,
        $"Create the {what} in Business Central, or map the SKU to the one it has (DocumentSettings.Items); then retry.", field);
}
