namespace ErpSync.Reconciliation.Matching;

/// <summary>Records that a pass put together.</summary>
/// <param name="Pass">Pass, 1 to 4.</param>
/// <param name="Sources">Source side.</param>
/// <param name="Targets">Target side.</param>
/// <param name="IsAmbiguous">True when nothing tells which of them belong together.</param>
internal sealed record Pairing(int Pass, IReadOnlyList<Candidate> Sources, IReadOnlyList<Candidate> Targets, bool IsAmbiguous = false);
