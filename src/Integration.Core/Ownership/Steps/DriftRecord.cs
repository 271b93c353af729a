namespace ErpSync.Ownership;

/// <summary>A system shows something else than it should.</summary>
/// <param name="Field">The field.</param>
/// <param name="System">The system.</param>
/// <param name="Expected">The value that counts.</param>
/// <param name="Found">What it shows or wrote.</param>
/// <param name="Class">Why, as far as it can be told.</param>
/// <param name="Action">What is done about it.</param>
public sealed record DriftRecord(FieldKey Field, string System, FieldValue Expected, FieldValue Found, DriftClass Class, DriftAction Action);
