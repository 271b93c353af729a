namespace ErpSync.Adapters.BusinessCentral.Api;

/// <summary>Names of the entity sets that the adapter uses. Nothing else may be requested.</summary>
internal static class BcSets
{
    public const string Companies = "companies";
    public const string Subscriptions = "subscriptions";
    public const string Currencies = "currencies";
    public const string Customers = "customers";
    public const string SalesOrders = "salesOrders";
    public const string SalesOrderLines = "salesOrderLines";
    public const string SalesInvoices = "salesInvoices";
    public const string SalesInvoiceLines = "salesInvoiceLines";
    public const string SalesCreditMemos = "salesCreditMemos";
    public const string SalesCreditMemoLines = "salesCreditMemoLines";
    public const string SalesShipments = "salesShipments";
    public const string SalesShipmentLines = "salesShipmentLines";
    public const string Items = "items";
    public const string ItemVariants = "itemVariants";
    public const string ItemLedgerEntries = "itemLedgerEntries";
    public const string Locations = "locations";
    public const string Accounts = "accounts";
    public const string GeneralLedgerEntries = "generalLedgerEntries";
    public const string GeneralLedgerSetup = "generalLedgerSetup";
    public const string CustomerPaymentJournals = "customerPaymentJournals";
    public const string CustomerPayments = "customerPayments";
    public const string Journals = "journals";
    public const string JournalLines = "journalLines";
}
