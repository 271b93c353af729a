using ErpSync.Finance.Accounts;
using ErpSync.Model;

namespace ErpSync.Planning;

/// <summary>Accounts by the map with conditions, then by role alone.</summary>
/// <param name="options">The maps.</param>
internal sealed class MappedRoleAccounts(FinanceOptions options) : IRoleAccounts
{
    public string? AccountOf(string role, SalesDocument document, SalesDocumentLine? line)
    {
        if (!AccountRoles.TryParse(role, out var known))
        {
            return null;
        }

        // An account that is closed on the posting date is a reason to wait, not to take the next best one.
        var answer = options.AccountMap?.Resolve(Query(known, document, line));
        return answer is null || answer.Problem == AccountProblems.Unmapped ? options.AccountNumbers.GetValueOrDefault(known)
            : answer.Problem is null ? answer.Account
            : null;
    }

    private static AccountQuery Query(AccountRole role, SalesDocument document, SalesDocumentLine? line)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal) { ["currency"] = document.Currency.Code, ["docType"] = document.Kind.ToString() };
        if ((document.ShipTo?.Country ?? document.BillTo?.Country) is { } country)
        {
            keys["country"] = country;
        }

        if (line is { Tax: [var tax] })
        {
            keys["taxCode"] = tax.Code;
        }

        return new AccountQuery { Role = role, PostingDate = document.PostingDate, Keys = keys };
    }
}
