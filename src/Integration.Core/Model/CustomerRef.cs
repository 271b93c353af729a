namespace ErpSync.Model;

/// <summary>A customer in the ERP.</summary>
/// <param name="Id">Id by which the ERP connector addresses it, or null when only the number is known.</param>
/// <param name="Number">Customer number.</param>
public sealed record CustomerRef(string? Id, string Number);
