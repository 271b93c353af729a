namespace ErpSync.Connectors;

/// <summary>One record as read.</summary>
/// <typeparam name="TRecord">Canonical record.</typeparam>
/// <param name="Id">Id in the source.</param>
/// <param name="Version">Changes whenever the record changes; compared, never interpreted.</param>
/// <param name="ChangedAt">When the source changed it.</param>
/// <param name="Value">The record; null when deleted, read as header only, or when <paramref name="Fault"/> says why it is not usable.</param>
/// <param name="IsDeleted">True when the source says that it does not exist (any more).</param>
/// <param name="Fault">Why this one record could not be understood, while the others could. It becomes a case for this record alone.</param>
public sealed record SourceRecord<TRecord>(
    string Id, string Version, DateTimeOffset ChangedAt, TRecord? Value, bool IsDeleted = false, Fault? Fault = null)
    where TRecord : class;
