namespace ErpSync.Reconciliation.Settings;

/// <summary>Jurisdictions in which a marketplace files the tax of its sales.</summary>
/// <param name="Channel">Sales channel.</param>
/// <param name="Jurisdictions">Jurisdictions.</param>
public sealed record FacilitatorScope(string Channel, IReadOnlyList<string> Jurisdictions);
