namespace ErpSync.Sandbox.BusinessCentral.Store;

/// <summary>One stored change of one record.</summary>
/// <param name="At">When it was stored.</param>
/// <param name="Table">Table of the record.</param>
/// <param name="Id">Key of the record.</param>
/// <param name="Before">The record before, or null when it was created.</param>
/// <param name="After">The record after, or null when it was deleted.</param>
internal sealed record ErpChange(DateTimeOffset At, ErpTable Table, Guid Id, ErpRow? Before, ErpRow? After);
