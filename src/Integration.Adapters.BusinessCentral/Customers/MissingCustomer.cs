using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.BusinessCentral.Customers;

/// <summary>
/// What it means that the company does not have a customer. One that is written from the shop is worth waiting for; a number that the host configured appears only
/// when somebody creates it or corrects the setting.
/// </summary>
internal static class MissingCustomer
{
    private const int NumberLength = 20;

    public static BcException Of(BusinessCentralOptions options, CustomerRef? customer, string number, string field) =>
        customer?.Id is null || number == BcText.Code(options.GuestCustomerNumber, NumberLength, nameof(options.GuestCustomerNumber))
            ? Guest(number, field)
            : BcException.Of(FaultKind.MissingDependency, "bc.customer-missing", $"Business Central has no customer {number}.", "Create the customer, or let the customer be written first.", field);

    /// <summary>The collective customer of documents without a customer of their own.</summary>
    public static BcException Guest(string number, string? field = null) => BcException.Of(
        FaultKind.Rejected, "bc.guest-customer-missing", $"Business Central has no customer {number}, which is set for documents without a customer of their own.",
        "Create the customer in Business Central, or correct GuestCustomerNumber (in OrderSyncOptions or BusinessCentralOptions); then retry.", field);

    /// <summary>The customer that new customers copy.</summary>
    public static BcException Template(string number) => BcException.Of(
        FaultKind.Invalid, "bc.template-missing", $"Business Central has no template customer {number}.", "Create it or correct CustomerTemplateNumber.");
}
