namespace ErpSync.Ownership;

/// <summary>An override that ended.</summary>
/// <param name="Override">Its id.</param>
/// <param name="Field">The field.</param>
/// <param name="Restored">The owner's value, effective again.</param>
public sealed record EndedOverride(string Override, FieldKey Field, FieldValue Restored);
