using ErpSync.Finance.Accounts;
using ErpSync.Model;

namespace ErpSync.Finance.Journal.Ledger;

/// <summary>A journal while it is being made: lines of equal role and dimensions are netted, empty ones dropped.</summary>
internal sealed class JournalBuilder(string doc, Currency currency, DateOnly documentDate)
{
    private readonly Dictionary<(AccountRole Role, JournalDimensions Dimensions), Dual> _lines = [];
    private readonly List<(AccountRole Role, JournalDimensions Dimensions)> _order = [];
    private readonly Dictionary<TaxKey, (decimal Base, decimal Amount)> _taxes = [];

    public string Doc { get; } = doc;

    public Currency Currency { get; } = currency;

    public DateOnly DocumentDate { get; } = documentDate;

    public JournalGroup? Group { get; init; }

    public JournalRef? Reverses { get; init; }

    public JournalRef? Corrects { get; init; }

    public void Debit(AccountRole role, Dual amount, JournalDimensions dimensions = default)
    {
        var key = (role, dimensions);
        if (!_lines.TryGetValue(key, out var before))
        {
            _order.Add(key);
        }

        _lines[key] = before + amount;
    }

    public void Credit(AccountRole role, Dual amount, JournalDimensions dimensions = default) => Debit(role, -amount, dimensions);

    /// <summary>An exchange difference: functional currency only, a gain is a credit.</summary>
    public void ExchangeGain(decimal gain)
    {
        if (gain != 0m)
        {
            Credit(AccountRole.FxRealised, new Dual(0m, gain));
        }
    }

    public void Tax(TaxKey key, decimal taxBase, decimal amount)
    {
        var before = _taxes.GetValueOrDefault(key);
        _taxes[key] = (before.Base + taxBase, before.Amount + amount);
    }

    /// <summary>The journal, or null when nothing is left on it.</summary>
    public JournalEntry? Build(string happened)
    {
        var lines = new List<JournalLine>(_order.Count);
        foreach (var key in _order)
        {
            var amount = _lines[key];
            if (amount != default)
            {
                lines.Add(new JournalLine { Role = key.Role, Dimensions = key.Dimensions, Amount = amount.Fn, TransactionAmount = amount.Doc });
            }
        }

        if (lines.Count == 0)
        {
            return null;
        }

        if (lines.Sum(static line => line.Amount) != 0m || lines.Sum(static line => line.TransactionAmount) != 0m)
        {
            throw new InvalidOperationException($"Journal {Doc} of event {happened} does not balance. This is a fault of the library; report it with the event.");
        }

        return new JournalEntry
        {
            Doc = Doc,
            Event = happened,
            Currency = Currency,
            DocumentDate = DocumentDate,
            Group = Group,
            Reverses = Reverses,
            Corrects = Corrects,
            Lines = lines,
            TaxEntries =
            [
                .. _taxes.Where(static pair => pair.Value != default)
                    .Select(static pair => new JournalTax(pair.Key.Code, pair.Key.Jurisdiction, pair.Key.Rate, pair.Value.Base, pair.Value.Amount, pair.Key.IsFacilitator)),
            ],
        };
    }
}
