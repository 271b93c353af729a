namespace ErpSync.Planning.Documents;

/// <summary>Reasons for which something needs no document.</summary>
public static class SkipCodes
{
    /// <summary>Test orders are never booked.</summary>
    public const string TestOrder = "TestOrder";

    /// <summary>The order was cancelled before a document existed.</summary>
    public const string CancelledBeforeDocument = "CancelledBeforeDocument";

    /// <summary>Everything was refunded or edited away before a document existed.</summary>
    public const string NothingLeft = "NothingLeft";

    /// <summary>The refund was taken into account when the order's document was made.</summary>
    public const string AlreadyNetted = "AlreadyNetted";

    /// <summary>The order's document is cancelled as a whole.</summary>
    public const string OrderCancelled = "OrderCancelled";

    /// <summary>This run's update of the order's document takes the refund into account.</summary>
    public const string AbsorbedByUpdate = "AbsorbedByUpdate";

    /// <summary>The refund has its document.</summary>
    public const string AlreadyWritten = "AlreadyWritten";

    /// <summary>Settings say that refunds are not booked.</summary>
    public const string ImportOnly = "ImportOnly";

    /// <summary>Only units that were never shipped; they are no credit.</summary>
    public const string CancelOnly = "CancelOnly";

    /// <summary>No money, no amount, no return: the order itself already shows it.</summary>
    public const string ZeroRefund = "ZeroRefund";
}
