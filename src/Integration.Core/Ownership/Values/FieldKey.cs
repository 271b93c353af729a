using System.Text.Json.Serialization;

namespace ErpSync.Ownership;

/// <summary>One field of one record.</summary>
/// <param name="Entity">Entity, for example <c>StockLevel</c>.</param>
/// <param name="Key">Key of the record within its entity.</param>
/// <param name="Field">Name of the field.</param>
public readonly record struct FieldKey(string Entity, string Key, string Field)
{
    /// <summary>Key of the record.</summary>
    [JsonIgnore]
    public RecordKey Record => new(Entity, Key);

    /// <inheritdoc/>
    public override string ToString() => $"{Entity} {Key} {Field}";
}
