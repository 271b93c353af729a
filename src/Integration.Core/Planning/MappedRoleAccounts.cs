using ErpSync.Finance.Accounts;
using ErpSync.Model;

namespace ErpSync.Planning;

/// <summary>Accounts by role alone.</summary>
/// <param name="options">The map.</param>
internal sealed class MappedRoleAccounts(FinanceOptions options) : IRoleAccounts
{
    public string? AccountOf(string role, SalesDocument document, SalesDocumentLine? line) =>
        Enum.TryParse<AccountRole>(role, out var known) ? options.AccountNumbers.GetValueOrDefault(known) : null;
}
