namespace ErpSync.Model;

/// <summary>A statement about marketing consent, as one system holds it.</summary>
/// <param name="State">What was said.</param>
/// <param name="StatedAt">When the person said it: the evidence a newer opt-in rests on. Null when the system does not know.</param>
public sealed record MarketingConsent(ConsentState State, DateTimeOffset? StatedAt = null);
