using System.Text.RegularExpressions;
using ErpSync.Sandbox.BusinessCentral.Http;
using ErpSync.Sandbox.BusinessCentral.Rules;
using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Webhooks;

/// <summary>Webhook subscriptions: which sets qualify, how many there may be and how long they live.</summary>
internal sealed partial class SubscriptionRules(ErpCompany company) : ErpRules(company)
{
    private const int MostSubscriptions = 200;

    /// <summary>Sets of the sandbox that the documentation lists as supported.</summary>
    public static IReadOnlyList<string> Supported { get; } =
    [
        "accounts", "currencies", "customerPaymentJournals", "customers", "generalLedgerEntries", "itemCategories", "items", "journals",
        "paymentMethods", "paymentTerms", "salesCreditMemos", "salesInvoices", "salesOrders", "unitsOfMeasure",
    ];

    /// <summary>The set a resource names, or null.</summary>
    public static string? SetOf(string resource) => Resource().Match(resource) is { Success: true } match ? match.Groups["set"].Value : null;

    public override ErpRow Insert(ErpRow row)
    {
        Check(row);
        if (Database["subscriptions"].Count >= MostSubscriptions)
        {
            throw ErpError.Dialog($"The maximum number of {MostSubscriptions} webhook subscriptions is reached.");
        }

        row["id"] = Database.NewId();
        row["subscriptionId"] = row.Id.ToString("N");
        row["expirationDateTime"] = Database.Now + Company.Options.SubscriptionLife;
        row["systemCreatedAt"] = Database.Now;
        row["systemModifiedAt"] = Database.Now;
        return Database.Insert(row);
    }

    public override ErpRow Modify(ErpRow row)
    {
        Check(row);
        row["expirationDateTime"] = Database.Now + Company.Options.SubscriptionLife;
        row["systemModifiedAt"] = Database.Now;
        return Database.Update(row);
    }

    private void Check(ErpRow row)
    {
        var resource = Resource().Match(row.Text("resource"));
        if (!resource.Success || !Supported.Contains(resource.Groups["set"].Value, StringComparer.Ordinal))
        {
            throw ErpError.BadRequest($"The resource '{row.Text("resource")}' does not support webhook notifications.");
        }

        if (!Guid.TryParse(resource.Groups["company"].Value, out var id) || Database["companies"].Find(id) is null)
        {
            throw ErpError.NoCompany();
        }
    }

    [GeneratedRegex(@"^/?(v2\.0/[^/]+/[^/]+/)?api/v2\.0/companies\((?<company>[0-9a-fA-F-]+)\)/(?<set>\w+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Resource();
}
