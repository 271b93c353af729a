using ErpSync.Finance.Accounts;

namespace ErpSync.Planning;

/// <summary>Financial policies of the host: <c>sync.Finance(fin => fin.Accounts(map => map.Role(AccountRole.ShippingIncome).To("40400")))</c>.</summary>
public sealed class FinanceOptions
{
    private readonly Dictionary<AccountRole, string> _accounts = [];

    /// <summary>Account numbers by role.</summary>
    public IReadOnlyDictionary<AccountRole, string> AccountNumbers => _accounts;

    /// <summary>Chart of accounts map with conditions, or null; it is asked before <see cref="AccountNumbers"/>.</summary>
    public AccountMap? AccountMap { get; private set; }

    /// <summary>Both together, as flows, expected journal and reconciliation ask them.</summary>
    public AccountLookup ToLookup() => new(AccountMap, new Dictionary<AccountRole, string>(_accounts));

    /// <summary>
    /// Uses a chart of accounts map with conditions. Documents ask it with their currency, country (ship-to, else bill-to), document kind as
    /// <c>docType</c> and, on lines with one tax, <c>taxCode</c>, on the posting date.
    /// </summary>
    /// <param name="map">The map.</param>
    /// <exception cref="AccountMapException">The map has problems; all are named.</exception>
    public FinanceOptions UseAccountMap(AccountMapDefinition map)
    {
        AccountMap = AccountMap.Load(map);
        return this;
    }

    /// <summary>Maps account roles to accounts of the ERP. Later calls add to or replace earlier ones.</summary>
    /// <param name="map">Maps roles.</param>
    public FinanceOptions Accounts(Action<AccountMapBuilder> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        map(new AccountMapBuilder(_accounts));
        return this;
    }
}
