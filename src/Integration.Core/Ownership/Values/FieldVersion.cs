namespace ErpSync.Ownership;

/// <summary>
/// Version of a value. Versions are comparable only within one domain: a counter of the ERP says nothing about one of the shop, and wall clocks say
/// nothing at all.
/// </summary>
/// <param name="Number">Number, growing with every change.</param>
/// <param name="Domain">What counts it; usually the id of the system.</param>
public sealed record FieldVersion(long Number, string Domain)
{
    /// <summary>Whether both exist and count in one domain.</summary>
    /// <param name="a">A version, or none.</param>
    /// <param name="b">Another, or none.</param>
    public static bool AreComparable(FieldVersion? a, FieldVersion? b) =>
        a is not null && b is not null && string.Equals(a.Domain, b.Domain, StringComparison.Ordinal);

    internal bool IsOlderThan(FieldVersion? other) => AreComparable(this, other) && Number < other!.Number;

    internal bool IsNewerThan(FieldVersion? other) => AreComparable(this, other) && Number > other!.Number;

    internal bool IsSameAs(FieldVersion? other) => AreComparable(this, other) && Number == other!.Number;
}
