namespace ErpSync.Connectors;

/// <summary>Names of the entities that ErpSync itself moves. Hosts may add their own names.</summary>
public static class EntityNames
{
    /// <summary><see cref="Model.Order"/>.</summary>
    public const string Order = "order";

    /// <summary><see cref="Model.Customer"/>.</summary>
    public const string Customer = "customer";

    /// <summary><see cref="Model.CustomerProfile"/>: what a CRM or CDP keeps of a customer.</summary>
    public const string CustomerProfile = "customer-profile";

    /// <summary><see cref="Model.CustomerActivity"/>: what customers did, as events.</summary>
    public const string CustomerActivity = "customer-activity";

    /// <summary><see cref="Model.SalesDocument"/>: ERP orders, invoices and credit memos.</summary>
    public const string SalesDocument = "sales-document";

    /// <summary><see cref="Model.SalesDocumentState"/>: what the ERP says about documents written before.</summary>
    public const string SalesDocumentState = "sales-document-state";

    /// <summary><see cref="Model.DocumentPosting"/>.</summary>
    public const string DocumentPosting = "document-posting";

    /// <summary><see cref="Model.PaymentEntry"/>: payments in ERP journals.</summary>
    public const string PaymentEntry = "payment-entry";

    /// <summary><see cref="Model.Shipment"/>.</summary>
    public const string Shipment = "shipment";

    /// <summary><see cref="Model.StockLevel"/>.</summary>
    public const string StockLevel = "stock-level";

    /// <summary><see cref="Model.Item"/>.</summary>
    public const string Item = "item";

    /// <summary><see cref="Model.LedgerEntry"/>: posted lines of the ERP's general ledger.</summary>
    public const string LedgerEntry = "ledger-entry";

    /// <summary><see cref="Model.Payout"/>: payouts of payment gateways with their balance transactions.</summary>
    public const string Payout = "payout";

    /// <summary><see cref="Model.PaymentDispute"/>: payments that buyers dispute.</summary>
    public const string PaymentDispute = "payment-dispute";

    /// <summary><see cref="Model.GeneralJournal"/>: journals for the ERP's general ledger.</summary>
    public const string GeneralJournal = "general-journal";
}
