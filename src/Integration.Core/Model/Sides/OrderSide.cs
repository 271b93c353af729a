namespace ErpSync.Model.Sides;

/// <summary>An order seen from one side of every money pair. A side that is missing is reported where it is needed; the other side is never borrowed.</summary>
internal sealed class OrderSide
{
    private OrderSide(Order order, CurrencyHandling handling)
    {
        Order = order;
        Handling = handling;
        Currency = handling == CurrencyHandling.Shop ? order.ShopCurrency : order.PresentmentCurrency;
        ExchangeLines = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in order.Returns)
        {
            ExchangeLines.UnionWith(item.ExchangeLines);
        }

        Lines = order.Lines.Select(Line).ToArray();
        Shipping = order.ShippingLines.Select(ShippingLine).ToArray();
        Refunds = order.Refunds.OrderBy(refund => refund.CreatedAt).ThenBy(refund => refund.Id, StringComparer.Ordinal).Select(Refund).ToArray();
        ReadTotals();
    }

    public Order Order { get; }

    public CurrencyHandling Handling { get; }

    public Currency Currency { get; }

    public HashSet<string> ExchangeLines { get; }

    public SideLine[] Lines { get; }

    public SideShipping[] Shipping { get; }

    /// <summary>By time, then id.</summary>
    public SideRefund[] Refunds { get; }

    public decimal CurrentTotal { get; private set; }

    public decimal? OriginalTotal { get; private set; }

    public decimal? TotalDiscounts { get; private set; }

    public decimal? TotalTax { get; private set; }

    public decimal CashRounding { get; private set; }

    /// <summary>First total whose side is missing, or null.</summary>
    public string? MissingTotal { get; private set; }

    public static OrderSide Of(Order order, CurrencyHandling handling) => new(order, handling);

    public SideLine? FindLine(string id) => Array.Find(Lines, line => string.Equals(line.Id, id, StringComparison.Ordinal));

    public SideShipping? FindShipping(string id) => Array.Find(Shipping, line => string.Equals(line.Id, id, StringComparison.Ordinal));

    /// <summary>First missing field of what makes the order's own document, or null.</summary>
    public string? FirstMissing()
    {
        var line = Array.Find(Lines, line => !line.IsExchange && line.Missing is not null);
        return line?.Missing ?? Array.Find(Shipping, shipping => shipping.Missing is not null)?.Missing ?? MissingTotal;
    }

    private SideLine Line(OrderLine line)
    {
        var reader = new SideReader(Handling, Currency);
        var path = $"lines[{line.Id}]";
        var unitPrice = reader.Read(line.UnitPrice, path + ".unitPrice");
        var discount = reader.Sum(line.Discounts, path + ".discounts");
        var taxes = reader.Taxes(line.TaxLines, path + ".taxLines");
        return new SideLine
        {
            Source = line,
            UnitPrice = unitPrice,
            Discount = discount,
            Taxes = taxes,
            Displayed = Currency.Round(unitPrice * line.Quantity) - discount,
            IsExchange = ExchangeLines.Contains(line.Id),
            Missing = reader.Missing,
        };
    }

    private SideShipping ShippingLine(ShippingLine line)
    {
        var reader = new SideReader(Handling, Currency);
        var path = $"shippingLines[{line.Id}]";
        return new SideShipping
        {
            Source = line,
            Price = reader.Read(line.Price, path + ".price"),
            Discount = reader.Sum(line.Discounts, path + ".discounts"),
            Taxes = reader.Taxes(line.TaxLines, path + ".taxLines"),
            Missing = reader.Missing,
        };
    }

    private SideRefund Refund(Refund refund)
    {
        var reader = new SideReader(Handling, Currency);
        var path = $"refunds[{refund.Id}]";
        var lines = refund.Lines.Count == 0 ? [] : new SideRefundLine[refund.Lines.Count];
        for (var i = 0; i < lines.Length; i++)
        {
            var line = refund.Lines[i];
            lines[i] = new SideRefundLine(line, reader.Read(line.Subtotal, path + ".lines.subtotal"), reader.Read(line.Tax, path + ".lines.tax"));
        }

        var shipping = refund.Shipping.Count == 0 ? [] : new SideRefundShipping[refund.Shipping.Count];
        for (var i = 0; i < shipping.Length; i++)
        {
            var part = refund.Shipping[i];
            shipping[i] = new SideRefundShipping(
                part.ShippingLineId, reader.Read(part.Amount, path + ".shipping.amount"), reader.Read(part.Tax, path + ".shipping.tax"));
        }

        var adjustments = refund.Adjustments.Count == 0 ? [] : new decimal[refund.Adjustments.Count];
        for (var i = 0; i < adjustments.Length; i++)
        {
            adjustments[i] = reader.Read(refund.Adjustments[i], path + ".adjustments");
        }

        return new SideRefund
        {
            Source = refund,
            Lines = lines,
            Shipping = shipping,
            Adjustments = adjustments,
            CashRounding = reader.Read(refund.CashRounding, path + ".cashRounding"),
            Missing = reader.Missing,
        };
    }

    private void ReadTotals()
    {
        var reader = new SideReader(Handling, Currency);
        var totals = Order.Totals;
        CurrentTotal = reader.Read(totals.Current, "totals.current");
        CashRounding = reader.Read(totals.CashRounding, "totals.cashRounding");
        TotalDiscounts = totals.Discounts is null ? null : reader.Read(totals.Discounts, "totals.discounts");
        MissingTotal = reader.Missing;

        // Totals that only prove the others are simply not used when their side is missing.
        OriginalTotal = Proof(totals.Original);
        TotalTax = Proof(totals.Tax);
    }

    private decimal? Proof(MoneyPair? pair) => pair?.Side(Handling) is { } amount && amount.Currency == Currency ? amount.Amount : null;
}
