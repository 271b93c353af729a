using ErpSync.Finance.Accounts;

namespace ErpSync.Planning;

/// <summary>Maps roles to account numbers.</summary>
public sealed class AccountMapBuilder
{
    private readonly Dictionary<AccountRole, string> _accounts;

    internal AccountMapBuilder(Dictionary<AccountRole, string> accounts) => _accounts = accounts;

    /// <summary>Names the role to map.</summary>
    /// <param name="role">Role.</param>
    public AccountMapTarget Role(AccountRole role) => new(this, role);

    internal void Set(AccountRole role, string account) => _accounts[role] = account;
}
