using System.Globalization;

namespace ErpSync.Sandbox.Shopify.State;

/// <summary>Turns what a customer wants into an order: prices, discounts, taxes, payments, stock set aside.</summary>
internal sealed class OrderPlacement(ShopState shop)
{
    private const int MaxLines = 500;

    public OrderState Place(NewOrder wanted)
    {
        Check(wanted);
        var now = shop.Now();
        var customer = wanted.Customer is null ? null : shop.Customer(wanted.Customer, now);
        var number = shop.NextOrderNumber();
        var shipTo = wanted.ShippingAddress ?? customer?.Address;
        var order = new OrderState(shop.NextId(), number, Rules(wanted.PresentmentCurrency))
        {
            Name = "#" + number.ToString(CultureInfo.InvariantCulture),
            TaxesIncluded = wanted.TaxesIncluded ?? shop.Options.TaxesIncluded,
            CreatedAt = now,
            UpdatedAt = now,
            Test = wanted.Test,
            CustomerId = customer?.Id,
            Email = wanted.Email ?? customer?.Email,
            PoNumber = wanted.PoNumber,
            Note = wanted.Note,
            SourceName = wanted.SourceName,
            Tags = wanted.Tags,
            Attributes = wanted.Attributes,
            ShippingAddress = shipTo,
            BillingAddress = wanted.BillingAddress ?? shipTo,
            PaymentTermsDays = wanted.PaymentTermsDays,
        };
        foreach (var line in wanted.Lines)
        {
            order.Lines.Add(Line(order, line));
        }

        AddShipping(order, wanted.ShippingLines);
        AddDiscounts(order, wanted.Discounts);
        AddTaxes(order, wanted);
        AddTip(order, wanted.Tip);
        order.OriginalTotal = OrderMath.Total(order);
        Pay(order, wanted, now);
        for (var i = 0; i < wanted.Lines.Count; i++)
        {
            Route(order, order.Lines[i], shop.Locations[wanted.Lines[i].Location], now);
        }

        return order;
    }

    /// <summary>A line without discounts and taxes yet.</summary>
    public LineState Line(OrderState order, NewOrderLine wanted, long? exchangeOf = null)
    {
        var item = wanted.Sku is null ? null : shop.ItemsBySku.GetValueOrDefault(wanted.Sku)
            ?? throw new ArgumentException($"The shop sells no article '{wanted.Sku}'; use a SKU of the catalogue or leave it null for a custom item.", nameof(wanted));
        var price = wanted.UnitPrice ?? (item is null
            ? throw new ArgumentException($"The line '{wanted.Title}' has no price; set UnitPrice for custom items and gift cards.", nameof(wanted))
            : order.TaxesIncluded ? item.Price : decimal.Round(item.Price / (1 + item.Article.TaxRate), 2, MidpointRounding.AwayFromZero));
        return new LineState
        {
            Id = shop.NextId(),
            Title = wanted.Title ?? item?.Article.Title ?? "Gift card",
            Sku = item?.Article.Sku,
            Item = item,
            IsGiftCard = wanted.IsGiftCard,
            RequiresShipping = !wanted.IsGiftCard,
            Taxable = !wanted.IsGiftCard,
            Quantity = wanted.Quantity,
            UnitPrice = order.Money.FromShop(price),
            Attributes = wanted.Attributes,
            ExchangeOf = exchangeOf,
        };
    }

    public void Tax(OrderState order, LineState line, NewOrderLine wanted)
    {
        var taxes = line.IsGiftCard ? [] : wanted.Taxes ?? [new NewTax(shop.Options.TaxTitle, line.Item?.Article.TaxRate ?? shop.Options.StandardTaxRate)];
        line.Taxes.AddRange(Taxes(order, line.Discounted, taxes));
    }

    /// <summary>Puts a line that is to be shipped on a fulfilment order of the location and sets its stock aside.</summary>
    public void Route(OrderState order, LineState line, LocationState location, DateTimeOffset now)
    {
        if (!line.RequiresShipping)
        {
            return;
        }

        var work = order.FulfillmentOrders.Find(candidate => candidate.LocationId == location.Id && (candidate.IsOpen || candidate.Lines.Count == 0));
        if (work is null)
        {
            work = new FulfillmentOrderState { Id = shop.NextId(), LocationId = location.Id, CreatedAt = now, UpdatedAt = now };
            order.FulfillmentOrders.Add(work);
        }

        work.Lines.Add(new FulfillmentOrderLineState { Id = shop.NextId(), Line = line, Total = line.Quantity });
        work.UpdatedAt = now;
        Commit(line, location.Id, line.Quantity);
    }

    /// <summary>Moves units from available to committed (or back, when negative).</summary>
    public void Commit(LineState line, long locationId, int quantity)
    {
        if (line.Item is { Tracked: true } item)
        {
            var level = item.Levels[locationId];
            shop.Move(level, "committed", quantity);
            shop.Move(level, "available", -quantity);
        }
    }

    public MoneyRules Rules(string? presentmentCurrency)
    {
        var options = shop.Options;
        var currency = presentmentCurrency ?? options.Currency;
        return currency == options.Currency ? new MoneyRules(currency, currency, 1)
            : options.PresentmentRates.TryGetValue(currency, out var rate) ? new MoneyRules(options.Currency, currency, rate)
            : throw new ArgumentException($"The shop has no rate for {currency}; add it to {nameof(SandboxShopOptions.PresentmentRates)}.", nameof(presentmentCurrency));
    }

    private void Check(NewOrder wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        if (wanted.Lines.Count is < 1 or > MaxLines)
        {
            throw new ArgumentException($"An order has 1 to {MaxLines} lines; this one has {wanted.Lines.Count}.", nameof(wanted));
        }

        foreach (var line in wanted.Lines)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(line.Quantity, 1, nameof(wanted));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(line.Location, shop.Locations.Count, nameof(wanted));
        }
    }

    private void AddShipping(OrderState order, IReadOnlyList<NewShippingLine> wanted)
    {
        foreach (var line in wanted)
        {
            order.ShippingLines.Add(new ShippingState
            {
                Id = shop.NextId(),
                Title = line.Title,
                Code = line.Code,
                Price = order.Money.FromShop(line.Price),
            });
        }
    }

    private static void AddDiscounts(OrderState order, IReadOnlyList<NewDiscount> wanted)
    {
        foreach (var discount in wanted.OrderBy(discount => discount.Line is null))
        {
            var index = order.Discounts.Count;
            order.Discounts.Add(new DiscountState(index, discount));
            if (discount.OnShipping)
            {
                var parts = Allocate(order, discount, [.. order.ShippingLines.Select(line => line.Discounted)]);
                for (var i = 0; i < parts.Count; i++)
                {
                    order.ShippingLines[i].Allocations.Add(new AllocationState(index, parts[i]));
                }
            }
            else
            {
                var targets = discount.Line is { } only ? [order.Lines[only]] : order.Lines.Where(line => !line.IsGiftCard).ToArray();
                var parts = Allocate(order, discount, [.. targets.Select(line => line.Discounted)]);
                for (var i = 0; i < parts.Count; i++)
                {
                    if (!parts[i].IsZero)
                    {
                        targets[i].Allocations.Add(new AllocationState(index, parts[i]));
                    }
                }
            }
        }
    }

    private static IReadOnlyList<Bag> Allocate(OrderState order, NewDiscount discount, IReadOnlyList<Bag> bases)
    {
        var sum = Bag.Sum(bases);
        var total = discount.Percentage is { } percentage
            ? order.Money.Part(sum, percentage, 100)
            : Bag.Min(order.Money.FromShop(discount.Amount ?? 0), sum);
        return order.Money.Share(total, bases);
    }

    private void AddTaxes(OrderState order, NewOrder wanted)
    {
        for (var i = 0; i < wanted.Lines.Count; i++)
        {
            Tax(order, order.Lines[i], wanted.Lines[i]);
        }

        for (var i = 0; i < order.ShippingLines.Count; i++)
        {
            var line = order.ShippingLines[i];
            var rate = wanted.ShippingLines[i].TaxRate ?? shop.Options.StandardTaxRate;
            line.Taxes.AddRange(Taxes(order, line.Discounted, rate == 0 ? [] : [new NewTax(shop.Options.TaxTitle, rate)]));
        }
    }

    private static IEnumerable<TaxState> Taxes(OrderState order, Bag displayed, IReadOnlyList<NewTax> taxes)
    {
        var sum = taxes.Sum(tax => tax.Rate);
        return taxes.Select(tax => new TaxState(tax.Title, tax.Rate, order.Money.Tax(displayed, tax.Rate, sum, order.TaxesIncluded)));
    }

    private void AddTip(OrderState order, decimal tip)
    {
        if (tip > 0)
        {
            order.Lines.Add(new LineState { Id = shop.NextId(), Title = "Tip", IsTip = true, Quantity = 1, UnitPrice = order.Money.FromShop(tip) });
        }
    }

    private void Pay(OrderState order, NewOrder wanted, DateTimeOffset now)
    {
        var open = order.OriginalTotal;
        if (wanted.GiftCardRedeemed > 0)
        {
            var card = Bag.Min(order.Money.FromShop(wanted.GiftCardRedeemed), open);
            card = card.Shop == open.Shop ? open : card;
            open -= card;
            order.Transactions.Add(Transaction("SALE", "SUCCESS", "gift_card", card));
        }

        if (open.Shop <= 0 || wanted.Payment == NewPaymentKind.None)
        {
            return;
        }

        var (kind, status, gateway) = wanted.Payment switch
        {
            NewPaymentKind.Authorization => ("AUTHORIZATION", "SUCCESS", "shopify_payments"),
            NewPaymentKind.Pending => ("SALE", "PENDING", "Bank Deposit"),
            _ => ("SALE", "SUCCESS", "shopify_payments"),
        };
        order.Transactions.Add(Transaction(kind, status, wanted.Gateway ?? gateway, open));

        TransactionState Transaction(string ofKind, string inStatus, string by, Bag amount) => new()
        {
            Id = shop.NextId(),
            Kind = ofKind,
            Status = inStatus,
            Gateway = by,
            Amount = amount,
            CreatedAt = now,
            Manual = wanted.Payment == NewPaymentKind.Pending && by != "gift_card",
            Test = order.Test,
        };
    }
}
