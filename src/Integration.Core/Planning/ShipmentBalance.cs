using System.Globalization;
using ErpSync.Model;

namespace ErpSync.Planning;

/// <summary>What is left of a shipment after lines were undone: an undone line stands in the same shipment as a line of its own with a negative quantity.</summary>
/// <param name="Lines">Lines with what was shipped and not undone, in their order.</param>
/// <param name="Surplus">An undone line that no shipped line explains, or null.</param>
internal sealed record ShipmentBalance(IReadOnlyList<ShipmentLine> Lines, ShipmentLine? Surplus)
{
    /// <summary>
    /// Settles every undone line with what was shipped of its article: the line of the same number first, then the nearest one before it with that very
    /// quantity, then any.
    /// </summary>
    /// <param name="lines">Lines as they were posted.</param>
    public static ShipmentBalance Of(IReadOnlyList<ShipmentLine> lines)
    {
        var left = lines.Select(line => Math.Max(line.Quantity, 0)).ToArray();
        ShipmentLine? surplus = null;
        for (var index = 0; index < lines.Count; index++)
        {
            var open = -lines[index].Quantity;
            foreach (var shipped in Candidates(lines, index, left))
            {
                if (open <= 0)
                {
                    break;
                }

                var taken = Math.Min(open, left[shipped]);
                left[shipped] -= taken;
                open -= taken;
            }

            surplus ??= open > 0 && lines[index].Quantity < 0 ? lines[index] with { Quantity = -open } : null;
        }

        return new ShipmentBalance([.. lines.Select((line, index) => line with { Quantity = left[index] }).Where(line => line.Quantity > 0)], surplus);
    }

    /// <summary>Units that are left, by article in upper case.</summary>
    public IReadOnlyDictionary<string, decimal> Units() => Lines
        .GroupBy(line => line.Sku.ToUpperInvariant(), StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Sum(line => line.Quantity), StringComparer.Ordinal);

    /// <summary>Names the lines that are left: the same whenever they are.</summary>
    public string State() => Fingerprint.Of(Lines
        .Select(static line => string.Create(CultureInfo.InvariantCulture, $"{line.OrderLineKey}|{line.Sku.ToUpperInvariant()}|{line.Quantity / 1.000000000000m}"))
        .Order(StringComparer.Ordinal));

    private static IEnumerable<int> Candidates(IReadOnlyList<ShipmentLine> lines, int undone, decimal[] left)
    {
        if (lines[undone].Quantity >= 0)
        {
            return [];
        }

        var line = lines[undone];
        return Enumerable.Range(0, lines.Count)
            .Where(index => left[index] > 0 && LineAlignment.Same(lines[index].Sku, line.Sku))
            .OrderByDescending(index => line.OrderLineKey is not null && lines[index].OrderLineKey == line.OrderLineKey)
            .ThenByDescending(index => index < undone && left[index] == -line.Quantity)
            .ThenBy(index => Math.Abs(undone - index));
    }
}
