namespace ErpSync.Ownership;

/// <summary>A value, or a difference, to send.</summary>
/// <param name="Target">Receiver.</param>
/// <param name="Kind"><see cref="ConsumerKind.Mirror"/> or <see cref="ConsumerKind.Delta"/>.</param>
/// <param name="Field">The field.</param>
/// <param name="Value">The value; for a delta the difference.</param>
public sealed record PublishOrder(string Target, ConsumerKind Kind, FieldKey Field, FieldValue Value);
