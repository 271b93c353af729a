namespace ErpSync.Reconciliation.Results;

/// <summary>Expected journal and general ledger on one account, in the currency of the books, debit positive.</summary>
public sealed record AccountTotal
{
    /// <summary>Account number.</summary>
    public required string Account { get; init; }

    /// <summary>Roles that the account map leads to it, in the order of the roles; empty when only the ledger has it.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>What the orders give.</summary>
    public required decimal Expected { get; init; }

    /// <summary>What the ledger holds.</summary>
    public required decimal Found { get; init; }

    /// <summary>Differences that have an explanation, by class: roundings that the documents prove and what is within its deadline.</summary>
    public IReadOnlyDictionary<BreakClass, decimal> Explained { get; init; } = new Dictionary<BreakClass, decimal>();

    /// <summary>Sum of the differences of single orders that nothing explains, each taken without its sign: two wrongs do not make a right.</summary>
    public decimal Unexplained { get; init; }

    /// <summary>Found less expected.</summary>
    public decimal Difference => Found - Expected;
}
