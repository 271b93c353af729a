namespace ErpSync.Ownership;

/// <summary>What kind of value a field holds; it decides what equality means.</summary>
public enum FieldType
{
    /// <summary>Text, compared exactly.</summary>
    Text,

    /// <summary>Exact decimal; trailing zeros mean nothing.</summary>
    Decimal,

    /// <summary>True or false.</summary>
    Bool,

    /// <summary>Set of texts; order and repetition mean nothing.</summary>
    Set,

    /// <summary>Flat map of texts; a member that is null counts as absent.</summary>
    Object,
}
