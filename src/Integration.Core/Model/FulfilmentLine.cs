namespace ErpSync.Model;

/// <summary>Units of an order line in one fulfilment.</summary>
/// <param name="LineId">Id of the order line.</param>
/// <param name="Quantity">Units.</param>
public sealed record FulfilmentLine(string LineId, int Quantity);
