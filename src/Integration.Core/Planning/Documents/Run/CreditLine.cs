using ErpSync.Model;
using ErpSync.Model.Sides;

namespace ErpSync.Planning.Documents.Run;

/// <summary>Units and value of one order line to credit.</summary>
internal sealed record CreditLine(
    SideLine Line, int Quantity, decimal Value, decimal[] Taxes, RestockType Restock, string? Location, string? Reason);
