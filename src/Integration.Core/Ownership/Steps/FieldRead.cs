namespace ErpSync.Ownership;

/// <summary>A field as a target shows it.</summary>
/// <param name="Field">The field.</param>
/// <param name="Value">What it shows; <see cref="FieldValue.Null"/> when the record is gone there.</param>
public sealed record FieldRead(FieldKey Field, FieldValue Value);
