namespace ErpSync.Planning.Documents;

/// <summary>Reasons for which a document waits.</summary>
public static class HoldCodes
{
    /// <summary>An amount is not stated in the currency of the document.</summary>
    public const string MoneySideMissing = "MoneySideMissing";

    /// <summary>An article has no ERP item.</summary>
    public const string UnmappedItem = "UnmappedItem";

    /// <summary>An account role has no account.</summary>
    public const string UnmappedRole = "UnmappedRole";

    /// <summary>Charged tax cannot come from its rate.</summary>
    public const string TaxMismatch = "TaxMismatch";

    /// <summary>More value is left of a line than its units are worth.</summary>
    public const string NettedValueExceedsPrice = "NettedValueExceedsPrice";

    /// <summary>The ERP cannot take the order's name as a number.</summary>
    public const string InvalidDocumentNumber = "InvalidDocumentNumber";

    /// <summary>Tax owed by the channel is part of the prices.</summary>
    public const string FacilitatorTaxIncluded = "FacilitatorTaxIncluded";

    /// <summary>The parts of the order do not make its total.</summary>
    public const string OrderTotalMismatch = "OrderTotalMismatch";

    /// <summary>The order was cancelled although goods had left.</summary>
    public const string CancelledAfterFulfilment = "CancelledAfterFulfilment";

    /// <summary>A refund that was taken into account at import moved money beyond the order.</summary>
    public const string AbsorbedAdjustment = "AbsorbedAdjustment";

    /// <summary>The shop cancelled units that the ERP has posted.</summary>
    public const string CancelAfterPosting = "CancelAfterPosting";

    /// <summary>The order changed and its document cannot follow.</summary>
    public const string OrderChangedAfterDocument = "OrderChangedAfterDocument";

    /// <summary>The order was cancelled and its document cannot follow.</summary>
    public const string CancelledAfterDocument = "CancelledAfterDocument";

    /// <summary>The refund's payment is under way.</summary>
    public const string RefundPending = "RefundPending";

    /// <summary>More is credited than was invoiced.</summary>
    public const string CreditExceedsInvoiced = "CreditExceedsInvoiced";

    /// <summary>The ERP has not posted what is to be credited.</summary>
    public const string NotYetInvoiced = "NotYetInvoiced";

    /// <summary>A gift card to be taken back is partly used.</summary>
    public const string GiftCardUsed = "GiftCardUsed";

    /// <summary>The refund's payment differs from its parts.</summary>
    public const string RefundImbalance = "RefundImbalance";

    /// <summary>Money was paid back and nothing says for what.</summary>
    public const string NothingToCredit = "NothingToCredit";
}
