using ErpSync.Model;

namespace ErpSync.Planning;

/// <summary>Gives the account behind a role on a document line. Replace or decorate it to map by more than the chart of accounts map can.</summary>
public interface IRoleAccounts
{
    /// <summary>The account number, or null when nothing is mapped.</summary>
    /// <param name="role">Account role, for example <c>ShippingIncome</c>.</param>
    /// <param name="document">Document.</param>
    /// <param name="line">Line; its role may differ from <paramref name="role"/> when a rounding line is prepared.</param>
    string? AccountOf(string role, SalesDocument document, SalesDocumentLine? line);
}
