namespace ErpSync.Model;

/// <summary>Units of an order line that come back.</summary>
/// <param name="LineId">Id of the order line.</param>
/// <param name="Quantity">Units.</param>
/// <param name="Location">Where they arrive, or null.</param>
/// <param name="Reason">Reason code of the source, or null.</param>
public sealed record ReturnLine(string LineId, int Quantity, string? Location = null, string? Reason = null);
