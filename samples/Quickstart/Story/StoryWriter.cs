using System.Globalization;
using ErpSync.Sandbox;
using ErpSync.Sandbox.Shopify;

namespace Quickstart.Story;

/// <summary>Writes the lives of all orders from a seed: the same seed, the same lives.</summary>
internal sealed class StoryWriter(SandboxCatalog catalog, int seed)
{
    private readonly FaultDice _dice = new(new SandboxFaultOptions { Seed = seed });

    public IReadOnlyList<OrderStory> Write(int orders) => [.. Enumerable.Range(0, orders).Select(Story)];

    private OrderStory Story(int index)
    {
        var order = Order(index);
        var early = _dice.Next(0, 100) switch
        {
            < 10 => EarlyStep.AddLine,
            < 18 => EarlyStep.RemoveUnit,
            < 28 => EarlyStep.RefundUnshippedUnit,
            < 34 => EarlyStep.Cancel,
            < 42 => EarlyStep.ChangeTags,
            _ => EarlyStep.None,
        };
        var parcels = _dice.Next(0, 100) switch { < 12 => 0, < 40 => 2, _ => 1 };
        List<LateStep> late = [.. Enumerable.Range(0, _dice.Next(0, 100) switch { < 55 => 0, < 80 => 1, < 93 => 2, _ => 3 })
            .Select(_ => (LateStep)_dice.Next(0, 4))];
        // Shipping can be given back only once.
        for (var step = late.Count - 1; step > late.IndexOf(LateStep.RefundShipping); step--)
        {
            if (late[step] == LateStep.RefundShipping)
            {
                late.RemoveAt(step);
            }
        }

        return new OrderStory(order, early, parcels, late);
    }

    private NewOrder Order(int index)
    {
        var lines = Enumerable.Range(0, _dice.Next(1, 5)).Select(_ => catalog.Items[_dice.Next(0, catalog.Items.Count)]).DistinctBy(item => item.Sku)
            .Select(item => new NewOrderLine { Sku = item.Sku, Quantity = _dice.Next(1, 5) }).ToList();
        if (_dice.Next(0, 100) < 6)
        {
            lines.Add(new NewOrderLine { Title = "Gift card", UnitPrice = 25m, IsGiftCard = true });
        }

        if (_dice.Next(0, 100) < 5)
        {
            lines.Add(new NewOrderLine { Title = "Engraving", UnitPrice = 9.90m });
        }

        return new NewOrder
        {
            Lines = lines,
            ShippingLines = _dice.Next(0, 100) < 80 ? [new NewShippingLine("Standard", _dice.Next(0, 4) == 0 ? 9.90m : 4.90m)] : [],
            Discounts = Discounts(),
            Tip = _dice.Next(0, 100) < 10 ? 2.50m : 0m,
            Customer = _dice.Next(0, 100) < 85 ? Customer(_dice.Next(0, 60)) : null,
            Email = "guest@example.com",
            ShippingAddress = Address(index),
            TaxesIncluded = _dice.Next(0, 100) < 75,
            PresentmentCurrency = _dice.Next(0, 100) < 25 ? "USD" : null,
            GiftCardRedeemed = _dice.Next(0, 100) < 8 ? 5m : 0m,
            PoNumber = _dice.Next(0, 100) < 5 ? string.Create(CultureInfo.InvariantCulture, $"PO-{index}") : null,
        };
    }

    private IReadOnlyList<NewDiscount> Discounts() => _dice.Next(0, 100) switch
    {
        < 12 => [new NewDiscount("WELCOME10", Percentage: 10m)],
        < 20 => [new NewDiscount("FIVE", Amount: 5m, Line: 0)],
        < 24 => [new NewDiscount("FREESHIP", NewDiscountKind.Automatic, Percentage: 100m, OnShipping: true)],
        < 27 => [new NewDiscount("WELCOME10", Percentage: 10m), new NewDiscount("SORRY", NewDiscountKind.Manual, Amount: 1.23m)],
        _ => [],
    };

    private static NewCustomer Customer(int number) =>
        new(string.Create(CultureInfo.InvariantCulture, $"buyer{number}@example.com"), "Buyer", string.Create(CultureInfo.InvariantCulture, $"No {number}"), Address(number));

    private static ShopAddress Address(int number) => new()
    {
        FirstName = "Buyer",
        LastName = string.Create(CultureInfo.InvariantCulture, $"No {number}"),
        Address1 = string.Create(CultureInfo.InvariantCulture, $"Street {number % 90 + 1}"),
        City = "Berlin",
        Zip = "10115",
    };
}
