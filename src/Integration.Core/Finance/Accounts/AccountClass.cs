namespace ErpSync.Finance.Accounts;

/// <summary>Class of an account or an account role.</summary>
public enum AccountClass
{
    /// <summary>What the company owns or is owed.</summary>
    Asset,

    /// <summary>What the company owes.</summary>
    Liability,

    /// <summary>Income from ordinary business.</summary>
    Revenue,

    /// <summary>Deductions shown against revenue; may also stand on a revenue account.</summary>
    ContraRevenue,

    /// <summary>Cost of business.</summary>
    Expense,

    /// <summary>Differences without a business of their own; may also stand on a revenue or expense account.</summary>
    OtherPnL,
}
