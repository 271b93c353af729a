namespace ErpSync.Sandbox.BusinessCentral.Query;

/// <summary>Where a list stopped: the sort values and the position of the last record sent.</summary>
internal sealed record PageCursor(object[] Keys, long Position);
