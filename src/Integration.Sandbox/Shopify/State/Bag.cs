namespace ErpSync.Sandbox.Shopify.State;

/// <summary>The same amount in shop and in presentment currency.</summary>
internal readonly record struct Bag(decimal Shop, decimal Presentment)
{
    public static Bag Zero => default;

    public bool IsZero => Shop == 0 && Presentment == 0;

    public static Bag operator +(Bag left, Bag right) => new(left.Shop + right.Shop, left.Presentment + right.Presentment);

    public static Bag operator -(Bag left, Bag right) => new(left.Shop - right.Shop, left.Presentment - right.Presentment);

    public static Bag operator -(Bag value) => new(-value.Shop, -value.Presentment);

    public static Bag operator *(Bag value, int factor) => new(value.Shop * factor, value.Presentment * factor);

    public static Bag Sum(IEnumerable<Bag> values) => values.Aggregate(Zero, (sum, value) => sum + value);

    public static Bag Min(Bag left, Bag right) => new(Math.Min(left.Shop, right.Shop), Math.Min(left.Presentment, right.Presentment));
}
