using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Planning;

/// <summary>
/// Plans the publishing of stock to a shop. Pure. The physical quantity is published: the shop itself nets what its open orders have committed,
/// so units that the ERP has not heard of yet are not sold twice.
/// </summary>
/// <param name="owner">Connection id of the system that owns the number.</param>
/// <param name="shop">Connection id of the shop.</param>
public sealed class StockPlanner(string owner, string shop)
{
    /// <summary>Plans one SKU.</summary>
    /// <param name="sku">SKU.</param>
    /// <param name="sequence">Sequence of the signal that is worked.</param>
    /// <param name="reading">What is known.</param>
    /// <param name="now">
    /// Instant of the planning. With the sequence it makes one key per logical publish: a shop that refused a publish answers the same key with the same refusal
    /// for a day, so planning again needs another one. A publish that is sent again keeps the key it was planned with.
    /// </param>
    public SubjectPlan Plan(string sku, long sequence, StockReading reading, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(reading);
        if (reading.Owner is not { } owned || reading.Shop is not { } shown)
        {
            return new SubjectPlan { Title = sku, Notes = [reading.Owner is null ? "The owning system does not know this item." : "The shop does not sell this SKU."] };
        }

        var wanted = owned.Cells.GroupBy(cell => cell.Location, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Sum(cell => cell.OnHand), StringComparer.Ordinal);
        if (wanted.Count > 0 && !shown.Cells.Any(cell => wanted.ContainsKey(cell.Location)))
        {
            return SubjectPlan.Park(new Fault(FaultKind.Invalid, "stock.unmapped-location",
                $"{sku} is kept at {Names(wanted.Keys)}, but the shop shows it at {Names(shown.Cells.Select(cell => cell.Location))}.")
            {
                Field = "cells.location",
                Hint = "Map the owning system's locations to the shop's in the options of the shop connection, then retry the case.",
            });
        }

        var changes = shown.Cells
            .Where(cell => wanted.TryGetValue(cell.Location, out var onHand) && onHand != cell.OnHand)
            .Select(cell => new StockCell { Location = cell.Location, OnHand = wanted[cell.Location], ChangeFrom = cell.OnHand })
            .OrderBy(cell => cell.Location, StringComparer.Ordinal)
            .ToList();
        if (changes.FirstOrDefault(cell => cell.OnHand != decimal.Truncate(cell.OnHand)) is { } fraction)
        {
            return SubjectPlan.Park(new Fault(FaultKind.Invalid, "stock.fractional-quantity",
                string.Create(CultureInfo.InvariantCulture, $"{sku} has {fraction.OnHand} on hand at '{fraction.Location}'; the shop counts whole units."))
            {
                Field = "cells.onHand",
                Hint = "Correct the stock in the owning system, or sell the item in a smaller base unit.",
            });
        }

        return changes.Count == 0
            ? new SubjectPlan { Title = sku }
            : new SubjectPlan
            {
                Title = sku,
                Effects =
                [
                    new PlannedEffect(shop, EntityNames.StockLevel, WriteKind.Set,
                        new IdempotencyKey(string.Create(CultureInfo.InvariantCulture, $"{owner}:stock:{sku}:{sequence}@{now.UtcTicks}:{Fingerprint(changes)}")),
                        owned with { Cells = changes })
                    {
                        Title = $"Publish stock {string.Join(", ", changes.Select(Describe))}",
                    },
                ],
            };
    }

    private static string Names(IEnumerable<string> locations)
    {
        var names = locations.Select(location => $"'{location}'").ToList();
        return names.Count == 0 ? "no location" : string.Join(", ", names);
    }

    private static string Describe(StockCell cell) =>
        string.Create(CultureInfo.InvariantCulture, $"{(cell.Location.Length == 0 ? "" : cell.Location + " ")}{cell.ChangeFrom} → {cell.OnHand}");

    private static string Fingerprint(IEnumerable<StockCell> cells) =>
        string.Join(';', cells.Select(cell => string.Create(CultureInfo.InvariantCulture, $"{cell.Location}={cell.ChangeFrom}>{cell.OnHand}")));
}
