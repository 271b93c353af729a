namespace ErpSync.Reconciliation.Results;

/// <summary>An event of a closed period that became known after the close.</summary>
/// <param name="Id">Id of the event.</param>
/// <param name="LateFor">Month it belongs to, <c>yyyy-MM</c>.</param>
/// <param name="PostedOn">Posting date, or null while it is not posted.</param>
public sealed record LateEntry(string Id, string LateFor, DateOnly? PostedOn);
