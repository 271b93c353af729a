using System.Globalization;
using System.Text.Json;
using ErpSync.Demand;
using ErpSync.Golden.Runner;

namespace ErpSync.Golden.Demand;

/// <summary>Reads setup, builds and facts of a case.</summary>
internal static class DemandReader
{
    public static (DemandSetup Setup, IReadOnlyList<DateTimeOffset> Builds) Given(Node node) => (
        new DemandSetup
        {
            Channels = node.Table("channels", static (value, path) => new Node(value, path).Read(Channel)),
            Items = node.Table("items", static (value, path) => new Node(value, path).Read(Item)),
            Sources = node.Texts("sources"),
            Policies = node.OptionalChild("policies")?.Read(Policies) ?? new DemandPolicies(),
            Series = [.. node.Texts("series").Select(DemandSeries.Parse)],
        },
        [.. node.Texts("builds").Select(Node.ParseInstant)]);

    /// <summary>A channel that a case does not describe has the defaults of the format.</summary>
    public static DemandSetup WithDefaultChannels(DemandSetup setup, IEnumerable<DemandFact> facts)
    {
        var channels = setup.Channels.ToDictionary(StringComparer.Ordinal);
        foreach (var name in facts.Select(ChannelOf).OfType<string>().Concat(setup.Series.Select(static series => series.Channel)))
        {
            channels.TryAdd(name, new DemandChannel());
        }

        return setup with { Channels = channels };
    }

    public static DemandFact Fact(Node node)
    {
        var at = node.Instant("at");
        var known = node.OptionalInstant("knownAt");
        return node.Text("do") switch
        {
            "order" => new DemandFact.Ordered(node.Text("order"), node.Text("channel"), node.List("lines", Line)) { At = at, KnownAt = known },
            "cancel" => new DemandFact.Cancelled(node.Text("order"), Key(node), node.Number("qty"), node.Choice<DemandCancelCause>("cause")) { At = at, KnownAt = known },
            "ship" => new DemandFact.Shipped(node.Text("order"), Key(node), node.Number("qty")) { At = at, KnownAt = known },
            "returned" => new DemandFact.Returned(node.Text("order"), Key(node), node.Number("qty")) { At = at, KnownAt = known },
            "exchange" => new DemandFact.Exchanged(node.Text("order"), Key(node), node.Number("qty"), node.Text("item")) { At = at, KnownAt = known },
            "denied" => new DemandFact.Denied(node.Text("channel"), node.Text("item"), node.Number("qty"), node.OptionalText("session")) { At = at, KnownAt = known },
            "publishable" => new DemandFact.Publishable(node.Text("channel"), node.Text("item"), node.Number("qty")) { At = at, KnownAt = known },
            "sourceOutage" => new DemandFact.SourceOutage(node.Text("source"), node.Date("ds")) { At = at, KnownAt = known },
            "sourceRecovered" => new DemandFact.SourceRecovered(node.Text("source"), node.Date("ds")) { At = at, KnownAt = known },
            var other => throw node.Error($"unknown step '{other}'"),
        };
    }

    private static string? ChannelOf(DemandFact fact) => fact switch
    {
        DemandFact.Ordered ordered => ordered.Channel,
        DemandFact.Denied denied => denied.Channel,
        DemandFact.Publishable publishable => publishable.Channel,
        _ => null,
    };

    private static DemandChannel Channel(Node node)
    {
        var otherwise = new DemandChannel();
        var hours = node.Texts("sellingHours");
        return new DemandChannel
        {
            TimeZone = node.OptionalText("timeZone") is { } zone ? TimeZoneInfo.FindSystemTimeZoneById(zone) : otherwise.TimeZone,
            Node = node.OptionalText("node") ?? otherwise.Node,
            SellingFrom = hours.Count == 2 ? Time(hours[0]) : otherwise.SellingFrom,
            SellingUntil = hours.Count == 2 ? Time(hours[1]) : otherwise.SellingUntil,
        };
    }

    private static TimeSpan Time(string text)
    {
        var parts = text.Split(':');
        return new TimeSpan(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture), 0);
    }

    private static DemandItem Item(Node node) => new()
    {
        Kind = node.Choice("kind", DemandItemKind.Goods),
        Units = node.Table("units", static (value, _) => Node.ParseNumber(value)),
        Kit = node.Table("kit", static (value, _) => Node.ParseNumber(value)),
        ActiveFrom = node.OptionalDate("activeFrom"),
        ActiveTo = node.OptionalDate("activeTo"),
        AcceptsBackorders = node.Flag("acceptsBackorders"),
    };

    private static DemandPolicies Policies(Node node)
    {
        var otherwise = new DemandPolicies();
        return new DemandPolicies
        {
            CancelWindowDays = node.OptionalWhole("cancelWindowDays"),
            FinalAfterDays = node.OptionalWhole("finalAfterDays") ?? otherwise.FinalAfterDays,
            Exchange = node.Choice("exchange", otherwise.Exchange),
        };
    }

    private static DemandLine Line(Node node) => new()
    {
        Line = Key(node),
        Item = node.Text("item"),
        Quantity = node.Number("qty"),
        Unit = node.OptionalText("unit"),
        Backordered = node.OptionalNumber("backordered") ?? 0m,
    };

    private static string Key(Node node) => node.Get("line") is { ValueKind: JsonValueKind.String } text ? text.GetString()! : node.Get("line").GetRawText();
}
