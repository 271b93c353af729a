namespace ErpSync.Model;

/// <summary>Totals of a document; net + tax = gross.</summary>
/// <param name="Net">Without tax.</param>
/// <param name="Tax">Tax.</param>
/// <param name="Gross">With tax.</param>
public sealed record DocumentTotals(Money Net, Money Tax, Money Gross);
