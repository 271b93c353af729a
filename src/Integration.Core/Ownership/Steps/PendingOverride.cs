namespace ErpSync.Ownership;

/// <summary>An active override that hides another owner's value.</summary>
/// <param name="Override">Its id.</param>
/// <param name="Field">The field.</param>
/// <param name="OwnerValue">What the owner says.</param>
/// <param name="Effective">What everybody sees.</param>
public sealed record PendingOverride(string Override, FieldKey Field, FieldValue OwnerValue, FieldValue Effective);
