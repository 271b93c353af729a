using ErpSync.Model;

namespace ErpSync.Planning;

/// <summary>Names of the links ErpSync's own planners write. They are stored: never change one.</summary>
public static class LinkNames
{
    /// <summary>The ERP customer of a shop customer.</summary>
    public const string Customer = "customer";

    /// <summary>The shop fulfilment of an ERP shipment.</summary>
    public const string Fulfilment = "fulfilment";

    /// <summary>What was told of a customer to a CRM or CDP.</summary>
    public const string Identity = "identity";

    /// <summary>What was written of a CRM's or CDP's profile into the shop.</summary>
    public const string Profile = "profile";

    /// <summary>Beginning of every link of a told activity.</summary>
    public const string ActivityPrefix = "activity/";

    /// <summary>The journal that booked a payout, or the loss of a dispute.</summary>
    public const string Journal = "journal";

    /// <summary>Beginning of every document link.</summary>
    public const string DocumentPrefix = "document/";

    /// <summary>Beginning of every payment link.</summary>
    public const string PaymentPrefix = "payment/";

    /// <summary>The ERP document of an order, exchange or refund.</summary>
    /// <param name="source">What it was made for.</param>
    public static string Document(DocumentSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return $"{DocumentPrefix}{source.Type}/{source.Id}";
    }

    /// <summary>The posting of a document that ErpSync posts itself.</summary>
    /// <param name="source">What the document was made for.</param>
    public static string Posting(DocumentSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return $"posting/{source.Type}/{source.Id}";
    }

    /// <summary>The ERP entry of a payment transaction.</summary>
    /// <param name="transactionId">Transaction.</param>
    public static string Payment(string transactionId) => PaymentPrefix + transactionId;
}
