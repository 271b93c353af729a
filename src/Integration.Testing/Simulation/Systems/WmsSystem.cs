using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Testing.Simulation.Runtime;

namespace ErpSync.Testing.Simulation.Systems;

/// <summary>
/// The books of a simulated warehouse, and what its people do. It picks by the ERP's documents, which reach it outside ErpSync. What it tells is a moment old:
/// counts are snapshots of the shelf that may come late, twice, or after a newer one; a shipment is confirmed some time after it left.
/// </summary>
internal sealed class WmsSystem(SimulatedScheduler scheduler, SimulatedProcess outside, Action<string, string> changed)
{
    private static readonly TimeSpan Promptly = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(25);

    private readonly Dictionary<string, decimal> _shelf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Number, StockLevel Level)> _told = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Document, string Line), decimal> _picked = [];
    private long _snapshots;

    public ChangeFeed ShipmentChanges { get; } = new();

    public ChangeFeed StockChanges { get; } = new();

    /// <summary>What left the house, confirmed or not yet.</summary>
    public List<Shipment> Shipments { get; } = [];

    /// <summary>What lies on the shelves.</summary>
    public IReadOnlyDictionary<string, decimal> Stock => _shelf;

    /// <summary>The newest snapshot that was sent; null before the first.</summary>
    public StockLevel? Told(string sku) => _told.GetValueOrDefault(sku).Level;

    public void Count(string sku, decimal onHand)
    {
        _shelf[sku] = onHand;
        Report(sku);
    }

    /// <summary>A unit came back and is put on the shelf again.</summary>
    public void Receive(string sku) => Count(sku, _shelf[sku] + 1);

    /// <summary>Picks and ships open units of a document.</summary>
    /// <returns>False when nothing is open.</returns>
    public bool Ship(ErpDocument document, int units)
    {
        // Not every warehouse sends the lines of the picking list back.
        var namesLines = !scheduler.Random.Happens(250);
        var lines = new List<ShipmentLine>();
        foreach (var (key, line) in document.Lines.Where(pair => pair.Line.Item is not null))
        {
            var now = Math.Min(units, line.Quantity - _picked.GetValueOrDefault((document.Number, key)));
            if (now > 0)
            {
                units -= (int)now;
                _picked[(document.Number, key)] = _picked.GetValueOrDefault((document.Number, key)) + now;
                _shelf[line.Item!] -= now;
                lines.Add(new ShipmentLine(line.Item!, now, namesLines ? key : null));
            }
        }

        if (lines.Count == 0)
        {
            return false;
        }

        var id = string.Create(CultureInfo.InvariantCulture, $"W{Shipments.Count + 1}");
        Shipments.Add(new Shipment
        {
            Id = id,
            Number = id,
            OrderNumber = document.Number,
            ExternalOrderNumber = document.Content.ExternalNumber,
            ShippedAt = scheduler.Now,
            Lines = lines,
        });
        Send(() =>
        {
            ShipmentChanges.Touch(id, scheduler.Now);
            changed(EntityNames.Shipment, id);
        });
        foreach (var sku in lines.Select(line => line.Sku).Distinct(StringComparer.Ordinal))
        {
            Report(sku);
        }

        return true;
    }

    /// <summary>Writes down what lies on the shelf now, and sends it.</summary>
    private void Report(string sku)
    {
        var number = ++_snapshots;
        var level = new StockLevel
        {
            Sku = sku,
            AsOf = scheduler.Now,
            Watermark = number.ToString(CultureInfo.InvariantCulture),
            Cells = [new StockCell { Location = "", OnHand = _shelf[sku] }],
        };
        Send(() => Arrive(sku, number, level));
    }

    /// <summary>A snapshot older than the last changes nothing, but is told like any other.</summary>
    private void Arrive(string sku, long number, StockLevel level)
    {
        if (number > _told.GetValueOrDefault(sku).Number)
        {
            _told[sku] = (number, level);
        }

        StockChanges.Touch(sku, scheduler.Now);
        changed(EntityNames.StockLevel, sku);
    }

    /// <summary>Mostly soon, sometimes late, sometimes once more.</summary>
    private void Send(Action message)
    {
        for (var copies = scheduler.Random.Happens(200) ? 2 : 1; copies > 0; copies--)
        {
            scheduler.After(outside, scheduler.Random.Between(TimeSpan.Zero, scheduler.Random.Happens(300) ? Late : Promptly), message);
        }
    }
}
