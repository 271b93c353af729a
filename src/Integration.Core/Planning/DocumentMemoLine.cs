using ErpSync.Model;

namespace ErpSync.Planning;

/// <summary>A line of a written document.</summary>
/// <param name="SourceLine">Shop line behind it, or null.</param>
/// <param name="Number">Item, account or charge number; empty for a comment.</param>
/// <param name="Quantity">Units written.</param>
/// <param name="Amount">Line amount written.</param>
/// <param name="LineNumber">Number planned for the line in the ERP's document; null in memos of older versions.</param>
public sealed record DocumentMemoLine(string? SourceLine, string Number, decimal Quantity, Money Amount, int? LineNumber = null);
