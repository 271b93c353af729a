using System.Globalization;

namespace ErpSync.Sandbox;

/// <summary>The articles both sandboxes start with.</summary>
/// <param name="Items">The articles, ordinal by SKU.</param>
public sealed record SandboxCatalog(IReadOnlyList<SandboxItem> Items)
{
    /// <summary>Makes a catalogue; the same arguments give the same articles.</summary>
    /// <param name="items">How many articles, 1 to 100,000.</param>
    /// <param name="seed">Seed of prices and stock.</param>
    public static SandboxCatalog Create(int items, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(items, 100_000);
        var dice = new FaultDice(new SandboxFaultOptions { Seed = seed });
        return new SandboxCatalog([.. Enumerable.Range(1, items).Select(number => new SandboxItem(
            "SKU-" + number.ToString("D5", CultureInfo.InvariantCulture),
            "Article " + number.ToString(CultureInfo.InvariantCulture),
            dice.Next(199, 19_999) / 100m,
            dice.Next(0, 4) == 0 ? 0.07m : 0.19m,
            dice.Next(500, 2_000),
            "4006381" + number.ToString("D6", CultureInfo.InvariantCulture)))]);
    }
}
