namespace ErpSync.Model;

/// <summary>Units at or from one location.</summary>
/// <param name="Location">Location id of the source.</param>
/// <param name="Quantity">Units.</param>
public sealed record LocationQuantity(string Location, int Quantity);
