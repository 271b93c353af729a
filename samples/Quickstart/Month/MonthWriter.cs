using System.Globalization;
using ErpSync.Finance.Journal;
using ErpSync.Finance.Orders;
using ErpSync.Finance.Policies;
using ErpSync.Model;
using ErpSync.Sandbox;

namespace Quickstart.Month;

/// <summary>Writes a January of orders from a seed: payments, parcels, returns and refunds.</summary>
internal sealed class MonthWriter(int orders, int seed)
{
    public const string Gateway = "card";

    private static readonly string[] Jurisdictions = ["DE", "AT", "FR"];
    private readonly FaultDice _dice = new(new SandboxFaultOptions { Seed = seed });

    public static Currency Euro { get; } = Currency.FromCode("EUR");

    public IReadOnlyList<MonthOrder> Write() => [.. Enumerable.Range(0, orders).Select(Order)];

    private MonthOrder Order(int index)
    {
        var number = (10_001 + index).ToString(CultureInfo.InvariantCulture);
        var placed = new DateTimeOffset(2026, 1, 1 + (index * 30 / orders), 9, 0, 0, TimeSpan.Zero).AddMinutes(index % 480);
        var jurisdiction = Jurisdictions[_dice.Next(0, Jurisdictions.Length)];
        List<FinanceLine> lines = [.. Enumerable.Range(0, _dice.Next(1, 4)).Select(line => new FinanceLine
        {
            Id = $"{number}-{line}", Kind = FinanceLineKind.Product, Sku = $"SKU{_dice.Next(0, 40):00}", Quantity = _dice.Next(1, 4), UnitPrice = _dice.Next(500, 12_000) / 100m,
            UnitCost = _dice.Next(200, 900) / 100m, TaxLines = [new FinanceTax("STD", jurisdiction, 0.19m, null, false)],
        })];
        if (_dice.Next(0, 100) < 70)
        {
            lines.Add(new FinanceLine { Id = $"{number}-S", Kind = FinanceLineKind.Shipping, Quantity = 1m, UnitPrice = 4.90m, TaxLines = [new FinanceTax("STD", jurisdiction, 0.19m, null, false)] });
        }

        var order = new FinanceOrder
        {
            Id = number,
            Channel = "web",
            PlacedAt = placed,
            ShopCurrency = Euro,
            PresentmentCurrency = Euro,
            DocumentCurrency = Euro,
            Lines = lines,
            Total = lines.Sum(static line => (line.Quantity * line.UnitPrice) + Euro.Round(line.Quantity * line.UnitPrice * line.TaxLines[0].Rate)),
        };
        return new MonthOrder(order, [.. Events(order).Where(static happened => happened.At < new DateTimeOffset(2026, 2, 5, 0, 0, 0, TimeSpan.Zero)).OrderBy(static happened => happened.At)]);
    }

    private IEnumerable<FinanceEvent> Events(FinanceOrder order)
    {
        yield return new FinanceEvent.Captured($"T{order.Id}", Gateway, order.Total, null) { Id = $"T{order.Id}", At = order.PlacedAt.AddMinutes(1), Order = order.Id };
        var goods = order.Lines.Where(static line => line.Kind == FinanceLineKind.Product).ToList();
        var shipped = order.PlacedAt.AddDays(_dice.Next(1, 4));
        var parcels = goods.Count > 1 && _dice.Next(0, 100) < 30 ? 2 : 1;
        foreach (var parcel in goods.Chunk(Math.Max(1, (goods.Count + parcels - 1) / parcels)).Index())
        {
            yield return new FinanceEvent.Shipped([.. parcel.Item.Select(static line => new UnitsPart(line.Id, null, line.Quantity))], [], [])
            {
                Id = $"{order.Id}/S{parcel.Index + 1}",
                At = shipped.AddDays(parcel.Index),
                Order = order.Id,
            };
        }

        if (_dice.Next(0, 100) < 8)
        {
            var back = shipped.AddDays(_dice.Next(3, 9));
            var line = goods[0];
            yield return new FinanceEvent.ReturnReceived([new ReturnedPart(line.Id, null, 1m, false)]) { Id = $"G{order.Id}", At = back, Order = order.Id };
            yield return new FinanceEvent.Refunded($"R{order.Id}", [new RefundPart { Kind = RefundPartKind.Line, Line = line.Id, Quantity = 1m, Cause = RefundCause.ReturnedGoods }], null)
            {
                Id = $"C{order.Id}",
                At = back.AddMinutes(5),
                Order = order.Id,
            };
        }
    }
}
