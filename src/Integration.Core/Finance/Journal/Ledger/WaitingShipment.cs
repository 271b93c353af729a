namespace ErpSync.Finance.Journal.Ledger;

/// <summary>A shipment that waits for its daily summary.</summary>
internal sealed record WaitingShipment(DateOnly Date, IReadOnlyList<UnitsPart> Lines, IReadOnlyList<AmountPart> Charges, IReadOnlyList<UnitsPart> Expected);
