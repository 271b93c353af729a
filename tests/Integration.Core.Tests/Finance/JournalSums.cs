using ErpSync.Finance.Accounts;
using ErpSync.Finance.Journal;

namespace ErpSync.Core.Tests.Finance;

/// <summary>Sums of journals in the currency of the document, kept as they are posted.</summary>
internal sealed class JournalSums
{
    private readonly Dictionary<(AccountRole Role, string? Order), decimal> _byOrder = [];
    private readonly Dictionary<(AccountRole Role, string? Line), decimal> _byLine = [];
    private readonly Dictionary<AccountRole, decimal> _byRole = [];

    /// <summary>Tax booked less tax reported, by code and jurisdiction.</summary>
    public Dictionary<(string? Code, string? Jurisdiction), decimal> TaxGap { get; } = [];

    public decimal Of(AccountRole role) => _byRole.GetValueOrDefault(role);

    public decimal OfOrder(AccountRole role, string order) => _byOrder.GetValueOrDefault((role, order));

    public decimal OfLine(AccountRole role, string line) => _byLine.GetValueOrDefault((role, line));

    public bool Has(AccountRole role, string line) => _byLine.ContainsKey((role, line));

    public void Add(JournalEntry entry)
    {
        foreach (var line in entry.Lines)
        {
            Plus(_byOrder, (line.Role, line.Dimensions.Order), line.TransactionAmount);
            Plus(_byLine, (line.Role, line.Dimensions.Line), line.TransactionAmount);
            Plus(_byRole, line.Role, line.TransactionAmount);
            if (line.Role == AccountRole.OutputTax)
            {
                Plus(TaxGap, (line.Dimensions.TaxCode, line.Dimensions.Jurisdiction), -line.TransactionAmount);
            }
        }

        foreach (var tax in entry.TaxEntries.Where(static tax => !tax.IsFacilitator))
        {
            Plus(TaxGap, (tax.TaxCode, tax.Jurisdiction), -tax.Amount);
        }
    }

    private static void Plus<TKey>(Dictionary<TKey, decimal> sums, TKey key, decimal amount)
        where TKey : notnull => sums[key] = sums.GetValueOrDefault(key) + amount;
}
