using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.BusinessCentral.Documents;

/// <summary>
/// Tells a document of ours from one of somebody else with the same external number: the service does not keep such numbers unique, and another shop or a person may use
/// the same. A document of ours is for the same customer, in the same currency, and has a line of ours.
/// </summary>
internal static class DocumentOwner
{
    private const int Named = 5;

    public static bool IsAnother(DocumentHit hit, string? customer, Currency currency) => hit.Records.Any(record => IsAnother(record, customer, currency));

    /// <summary>Refuses what was found by the number but is for another customer or in another currency.</summary>
    public static void Require(DocumentHit hit, WantedDocument wanted)
    {
        var customer = wanted.Header[BcFields.CustomerNumber]!.GetValue<string>();
        foreach (var record in hit.Records.Where(record => IsAnother(record, customer, wanted.Document.Currency)))
        {
            throw Another(wanted, hit.Ref, $"for customer {record.Text(BcFields.CustomerNumber)} in {record.Text(BcFields.CurrencyCode)}", $"for customer {customer} in {wanted.Document.Currency}");
        }
    }

    /// <summary>Refuses an open document without any item or account of ours. One without lines may be ours: people emptied it.</summary>
    public static void RequireLine(BcEntity open, DocumentRef id, WantedDocument wanted)
    {
        var there = Objects(open.Children(DocumentSets.Of(id.Kind).Lines).Select(static line => line.Text(BcFields.LineObjectNumber)));
        var ours = Objects(wanted.Lines.Select(static line => line.Object));
        if (there.Count > 0 && ours.Count > 0 && !there.Intersect(ours, StringComparer.OrdinalIgnoreCase).Any())
        {
            throw Another(wanted, id, $"with {string.Join(", ", there.Take(Named))}", $"with {string.Join(", ", ours.Take(Named))}");
        }
    }

    private static bool IsAnother(BcEntity record, string? customer, Currency currency) =>
        Differs(record.Text(BcFields.CustomerNumber), customer) || Differs(record.Text(BcFields.CurrencyCode), currency.Code);

    private static bool Differs(string there, string? ours) => there.Length > 0 && ours is not null && !there.Equals(ours, StringComparison.OrdinalIgnoreCase);

    private static List<string> Objects(IEnumerable<string> numbers) => [.. numbers.Where(static number => number.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static BcException Another(WantedDocument wanted, DocumentRef id, string there, string ours) => BcException.Of(
        FaultKind.Rejected, "bc.document-of-another", $"External number {wanted.ExternalNumber} is on {id.Kind} {id.Number} {there}; the one to write is {ours}. It was left as it is.",
        "Keep the numbers of shops and people apart: an order name prefix in the shop, or OrderSyncOptions.ExternalNumberPrefix. Or change the external number of that document, if it is wrong; then retry.",
        "externalNumber");
}
