namespace ErpSync.Connectors;

/// <summary>A reading over many records.</summary>
/// <param name="After">Checkpoint to go on from; null starts at the beginning or at <paramref name="From"/>.</param>
/// <param name="From">Only records changed at or after this instant.</param>
/// <param name="To">Only records changed before this instant.</param>
/// <param name="PageSizeHint">Wanted records a page; the connector may take less.</param>
/// <param name="HeadersOnly">True when id, version and change time are enough; <see cref="SourceRecord{TRecord}.Value"/> may then be null.</param>
public sealed record ReadRequest(
    Checkpoint? After = null, DateTimeOffset? From = null, DateTimeOffset? To = null, int? PageSizeHint = null, bool HeadersOnly = false);
