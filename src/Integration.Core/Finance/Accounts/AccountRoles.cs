namespace ErpSync.Finance.Accounts;

/// <summary>Classes of the account roles.</summary>
public static class AccountRoles
{
    /// <summary>All roles in the order of their declaration.</summary>
    public static IReadOnlyList<AccountRole> All { get; } = Enum.GetValues<AccountRole>();

    /// <summary>Class of a role.</summary>
    /// <param name="role">Role.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is no role.</exception>
    public static AccountClass ClassOf(AccountRole role) => role switch
    {
        >= AccountRole.Bank and <= AccountRole.InputTax => AccountClass.Asset,
        >= AccountRole.ContractLiability and <= AccountRole.TipsPayable => AccountClass.Liability,
        >= AccountRole.Sales and <= AccountRole.TipsIncome => AccountClass.Revenue,
        >= AccountRole.SalesDiscounts and <= AccountRole.GoodwillAllowance => AccountClass.ContraRevenue,
        >= AccountRole.Cogs and <= AccountRole.BadDebt => AccountClass.Expense,
        >= AccountRole.RoundingDifference and <= AccountRole.FxUnrealised => AccountClass.OtherPnL,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "This is not an account role. Use a value of AccountRole."),
    };

    /// <summary>Whether a role may be mapped to an account of a class: each only to its own, contra revenue also to revenue, other profit and loss also to revenue or expense.</summary>
    /// <param name="role">Role.</param>
    /// <param name="account">Class of the account.</param>
    public static bool Allows(AccountRole role, AccountClass account)
    {
        var own = ClassOf(role);
        return own == account
            || (own == AccountClass.ContraRevenue && account == AccountClass.Revenue)
            || (own == AccountClass.OtherPnL && (account is AccountClass.Revenue or AccountClass.Expense));
    }

    /// <summary>Finds a role by its exact name.</summary>
    /// <param name="name">Name, case-sensitive.</param>
    /// <param name="role">The role when found.</param>
    public static bool TryParse(string name, out AccountRole role) =>
        Enum.TryParse(name, ignoreCase: false, out role) && Enum.IsDefined(role) && role.ToString() == name;
}
