using System.Text.Json.Nodes;
using ErpSync.Golden.Runner;
using ErpSync.Inventory;

namespace ErpSync.Golden.Inventory;

/// <summary>The numbers that shops show, and the sales in them that nobody has read yet. Knows no rule: it sets, adds, compares and sells.</summary>
internal sealed class SimulatedShop
{
    private readonly InventoryBook _book;
    private readonly Given _given;
    private readonly Dictionary<(string Channel, string Sku), decimal> _numbers = [];
    private readonly Dictionary<string, List<InventoryEvent.OrderPlaced>> _waiting = new(StringComparer.Ordinal);
    private readonly HashSet<string> _skus;
    private readonly Lock _gate = new();

    public SimulatedShop(Given given, InventoryBook book)
    {
        _given = given;
        _book = book;
        _skus = [.. given.Setup.Items.Keys, .. given.Opening.Stock.Keys.Select(static cell => cell.Sku), .. given.Opening.Orders.SelectMany(static order => order.Lines).Select(static line => line.Sku)];
        foreach (var published in given.Opening.Published)
        {
            _numbers[(published.Channel, published.Sku)] = published.Value;
        }
    }

    public decimal Number(string channel, string sku) => _numbers.GetValueOrDefault((channel, sku));

    /// <summary>Applies an event that the shop takes part in: its number falls with what the books take off theirs.</summary>
    public InventoryResult Apply(InventoryEvent happened)
    {
        if (_given.Setup.Channels.Count == 0)
        {
            return _book.Apply(happened);
        }

        lock (_gate)
        {
            Know(happened switch
            {
                InventoryEvent.OrderPlaced placed => placed.Lines.Select(static line => line.Sku),
                InventoryEvent.OrderIntended intended => intended.Lines.Select(static line => line.Sku),
                InventoryEvent.OrderEdited edited => edited.Changes.Select(static change => change.Sku).OfType<string>(),
                _ => [],
            });
            var before = Shadows();
            var result = _book.Apply(happened);
            foreach (var ((channel, sku), shadow) in Shadows())
            {
                _numbers[(channel, sku)] = Number(channel, sku) + shadow - before[(channel, sku)];
            }

            return result;
        }
    }

    /// <summary>The steps of the shop itself, or null when the step is none.</summary>
    public StepOutcome? Step(string name, Node node)
    {
        if (name is not ("shopSale" or "ingest" or "publish" or "publishRaw" or "publishCheck" or "foreignWrite" or "driftCheck"))
        {
            return null;
        }

        var passed = _book.Apply(new InventoryEvent.TimePassed { At = node.OptionalInstant("at"), Id = node.OptionalText("eventId") });
        if (passed.Outcome == InventoryOutcome.Duplicate)
        {
            return new StepOutcome("Duplicate") { Issues = passed.Issues };
        }

        var channel = node.Text("channel");
        var outcome = name switch
        {
            "shopSale" => Sell(channel, node),
            "ingest" => new StepOutcome("Ok") { Issues = Read(channel) },
            "publish" => Publish(channel, node.Text("sku"), node.Choice("mode", PublishMode.CompareAndSet), node.Flag("refresh")),
            "publishRaw" => PublishRaw(channel, node.Text("sku"), (long)node.Number("version"), node.Number("value")),
            "publishCheck" => new StepOutcome("Ok") { Version = Version(channel, node.Text("sku")) },
            "foreignWrite" => Overwrite(channel, node),
            _ => CheckDrift(channel, node.Text("sku")),
        };
        return outcome with { Issues = [.. passed.Issues, .. outcome.Issues] };
    }

    private long Version(string channel, string sku) => _book.Publisher.State(channel, sku).Version;

    private Dictionary<(string Channel, string Sku), decimal> Shadows() =>
        (from channel in _given.Setup.Channels.Keys
         from sku in _skus
         select (channel, sku)).ToDictionary(static key => key, key => _book.Publisher.State(key.channel, key.sku).Shadow);

    private void Know(IEnumerable<string> skus) => _skus.UnionWith(skus);

    private decimal SellingUnit(string channel, string sku) =>
        _given.Setup.Channels[channel].Unit is { } unit && _given.Setup.Items.GetValueOrDefault(sku)?.Units.TryGetValue(unit, out var size) == true ? size : 1m;

    private decimal BaseQuantity(ClaimLine line) => line.Unit is null ? line.Quantity : line.Quantity * _given.Setup.Items[line.Sku].Units[line.Unit];

    private StepOutcome Sell(string channel, Node node)
    {
        var order = node.Text("order");
        var lines = node.List("lines", StepReader.Line);
        Know(lines.Select(static line => line.Sku));
        if (_given.Setup.Channels[channel].PublishAs == PublishedQuantity.Available)
        {
            foreach (var line in lines)
            {
                _numbers[(channel, line.Sku)] = Number(channel, line.Sku) - BaseQuantity(line) / SellingUnit(channel, line.Sku);
            }
        }

        if (!_waiting.TryGetValue(channel, out var waiting))
        {
            _waiting.Add(channel, waiting = []);
        }

        waiting.Add(new InventoryEvent.OrderPlaced(order, lines) { Channel = channel });
        return new StepOutcome("Ok");
    }

    private List<StockIssue> Read(string channel)
    {
        var issues = new List<StockIssue>();
        if (_waiting.Remove(channel, out var waiting))
        {
            waiting.ForEach(placed => issues.AddRange(_book.Apply(placed).Issues));
        }

        return issues;
    }

    private StepOutcome Publish(string channel, string sku, PublishMode mode, bool refresh)
    {
        Know([sku]);
        var issues = new List<StockIssue>();
        var attempts = new JsonArray();
        var step = _book.Publisher.Begin(channel, sku, mode, refresh);
        var stopped = step.Attempt is null ? "Suppressed" : "DriftStopped";
        StockDrift? drift = null;
        while (step.Attempt is { } attempt)
        {
            var found = Number(channel, sku);
            var ok = mode != PublishMode.CompareAndSet || found == attempt.Expected;
            attempts.Add(new JsonObject { ["expect"] = attempt.Expected, ["set"] = attempt.Value, ["found"] = found, ["ok"] = ok });
            if (ok)
            {
                _numbers[(channel, sku)] = mode == PublishMode.Delta ? found + attempt.Sent : attempt.Sent;
                _book.Publisher.Acknowledge(attempt);
                return Done("Published", attempt.Sent);
            }

            issues.AddRange(Read(channel));
            step = _book.Publisher.Mismatch(attempt, Number(channel, sku));
            drift = step.Drift ?? drift;
            issues.AddRange(step.Issues);
        }

        return Done(stopped, null);

        StepOutcome Done(string result, decimal? sent) =>
            new(result) { Attempts = attempts, Sent = sent, Version = Version(channel, sku), Issues = issues, Drift = drift };
    }

    private StepOutcome PublishRaw(string channel, string sku, long version, decimal value)
    {
        Know([sku]);
        var outcome = _book.Publisher.Accept(channel, sku, version, value);
        if (outcome != PublishOutcome.Published)
        {
            return new StepOutcome(outcome.ToString()) { Version = Version(channel, sku) };
        }

        _numbers[(channel, sku)] = value;
        return new StepOutcome(outcome.ToString()) { Sent = value, Version = Version(channel, sku) };
    }

    private StepOutcome Overwrite(string channel, Node node)
    {
        var sku = node.Text("sku");
        _ = node.OptionalText("actor");
        Know([sku]);
        _numbers[(channel, sku)] = node.Number("value");
        _book.Publisher.NoteForeignWrite(channel, sku);
        return new StepOutcome("Ok") { Version = Version(channel, sku) };
    }

    private StepOutcome CheckDrift(string channel, string sku)
    {
        Know([sku]);
        var issues = Read(channel);
        var step = _book.Publisher.CheckDrift(channel, sku, Number(channel, sku));
        if (step.Attempt is { } attempt)
        {
            _numbers[(channel, sku)] = attempt.Sent;
            _book.Publisher.Acknowledge(attempt);
        }

        return new StepOutcome(step.Drift is null ? "NoDrift" : "Drift")
        {
            Drift = step.Drift,
            Issues = [.. issues, .. step.Issues],
            Sent = step.Attempt?.Sent,
            Version = Version(channel, sku),
        };
    }
}
