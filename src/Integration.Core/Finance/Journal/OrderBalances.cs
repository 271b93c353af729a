namespace ErpSync.Finance.Journal;

/// <summary>What the books hold open for an order, in its document currency.</summary>
public sealed record OrderBalances
{
    /// <summary>Receivable, debit positive.</summary>
    public decimal Ar { get; init; }

    /// <summary>Money held for what is not delivered, credit positive.</summary>
    public decimal ContractLiability { get; init; }

    /// <summary>Money beyond what was owed, credit positive.</summary>
    public decimal Overpayments { get; init; }

    /// <summary>Authorised and not captured.</summary>
    public decimal OpenAuthorisation { get; init; }
}
