using ErpSync.Model;

namespace ErpSync.Planning.Documents.Run;

internal readonly record struct DraftTotals(IReadOnlyList<TaxTotal> Taxes, DocumentTotals Totals, Money Tolerance);
