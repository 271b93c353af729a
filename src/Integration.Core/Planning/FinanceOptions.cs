using ErpSync.Finance.Accounts;

namespace ErpSync.Planning;

/// <summary>Financial policies of the host: <c>sync.Finance(fin => fin.Accounts(map => map.Role(AccountRole.ShippingIncome).To("40400")))</c>.</summary>
public sealed class FinanceOptions
{
    private readonly Dictionary<AccountRole, string> _accounts = [];

    /// <summary>Account numbers by role.</summary>
    public IReadOnlyDictionary<AccountRole, string> AccountNumbers => _accounts;

    /// <summary>Maps account roles to accounts of the ERP. Later calls add to or replace earlier ones.</summary>
    /// <param name="map">Maps roles.</param>
    public FinanceOptions Accounts(Action<AccountMapBuilder> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        map(new AccountMapBuilder(_accounts));
        return this;
    }
}
