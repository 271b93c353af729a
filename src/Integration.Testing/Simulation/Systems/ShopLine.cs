namespace ErpSync.Testing.Simulation.Systems;

/// <summary>A line of an order in the simulated shop. Prices are multiples of five, so that 20 % tax is exact for every number of units.</summary>
internal sealed class ShopLine(string id, string sku, int quantity, decimal price)
{
    public string Id { get; } = id;

    public string Sku { get; } = sku;

    public int Quantity { get; } = quantity;

    public decimal Price { get; } = price;

    public int Refunded { get; set; }

    public int Fulfilled { get; set; }

    public int Current => Quantity - Refunded;

    /// <summary>Units that can still be shipped.</summary>
    public int Open => Quantity - Math.Max(Refunded - Returned, 0) - Fulfilled;

    /// <summary>Refunded units that had been shipped.</summary>
    public int Returned { get; set; }
}
