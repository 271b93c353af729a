namespace ErpSync.Ownership;

/// <summary>One record.</summary>
/// <param name="Entity">Entity, for example <c>Order</c>.</param>
/// <param name="Key">Key of the record within its entity.</param>
public readonly record struct RecordKey(string Entity, string Key)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Entity} {Key}";
}
