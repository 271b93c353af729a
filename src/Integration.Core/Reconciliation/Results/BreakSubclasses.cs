namespace ErpSync.Reconciliation.Results;

/// <summary>Finer classes of breaks. A parked record brings its own code, therefore they are text.</summary>
public static class BreakSubclasses
{
    /// <summary>Rounding of an allocation.</summary>
    public const string Allocation = "Allocation";

    /// <summary>A balance does not follow.</summary>
    public const string BrokenRollForward = "BrokenRollForward";

    /// <summary>Rounding of cash.</summary>
    public const string CashRounding = "CashRounding";

    /// <summary>Dates on different sides of the period end.</summary>
    public const string CutOff = "CutOff";

    /// <summary>Its order was deleted in the shop.</summary>
    public const string DeletedAtSource = "DeletedAtSource";

    /// <summary>Only the discount differs.</summary>
    public const string DiscountAllocation = "DiscountAllocation";

    /// <summary>The customer paid twice.</summary>
    public const string DoubleCharge = "DoubleCharge";

    /// <summary>The same event was delivered twice.</summary>
    public const string DoubleDelivery = "DoubleDelivery";

    /// <summary>The same document exists twice.</summary>
    public const string DoubleDocument = "DoubleDocument";

    /// <summary>Tax that the marketplace files is in the books, or the other way round.</summary>
    public const string FacilitatorMisfiled = "FacilitatorMisfiled";

    /// <summary>Only the fee differs.</summary>
    public const string FeeDiff = "FeeDiff";

    /// <summary>Posted into a closed period.</summary>
    public const string ForcedPost = "ForcedPost";

    /// <summary>Realised exchange difference that both rates prove.</summary>
    public const string FxRate = "FxRate";

    /// <summary>Money or goods under way.</summary>
    public const string InTransit = "InTransit";

    /// <summary>Invoiced before it was shipped.</summary>
    public const string InvoicedUnshipped = "InvoicedUnshipped";

    /// <summary>Became known after the close.</summary>
    public const string LateEvent = "LateEvent";

    /// <summary>Amounts differ.</summary>
    public const string LineDiff = "LineDiff";

    /// <summary>A person changed the document.</summary>
    public const string ManualEditTarget = "ManualEditTarget";

    /// <summary>A person posted it.</summary>
    public const string ManualJournal = "ManualJournal";

    /// <summary>Fewer than no units are held.</summary>
    public const string NegativeClaim = "NegativeClaim";

    /// <summary>No finer class.</summary>
    public const string None = "None";

    /// <summary>It was read and never sent.</summary>
    public const string NotExported = "NotExported";

    /// <summary>It was never read.</summary>
    public const string NotImported = "NotImported";

    /// <summary>It is not in the target.</summary>
    public const string NotPosted = "NotPosted";

    /// <summary>Nothing in the source explains it.</summary>
    public const string OrphanInTarget = "OrphanInTarget";

    /// <summary>More was captured than is owed.</summary>
    public const string Overpayment = "Overpayment";

    /// <summary>A part is missing.</summary>
    public const string PartialMissing = "PartialMissing";

    /// <summary>One key, two contents.</summary>
    public const string PayloadConflict = "PayloadConflict";

    /// <summary>Under way within its deadline.</summary>
    public const string Pending = "Pending";

    /// <summary>The number waits to be written.</summary>
    public const string PublishInFlight = "PublishInFlight";

    /// <summary>Booked to another article.</summary>
    public const string SkuMismatch = "SkuMismatch";

    /// <summary>The snapshot is older than the last change.</summary>
    public const string SnapshotLag = "SnapshotLag";

    /// <summary>Somebody else wrote the stock.</summary>
    public const string StockOverride = "StockOverride";

    /// <summary>Units are held that nobody waits for.</summary>
    public const string StuckClaim = "StuckClaim";

    /// <summary>Booked under another tax code.</summary>
    public const string TaxCodeMismatch = "TaxCodeMismatch";

    /// <summary>Rounding of tax lines.</summary>
    public const string TaxLineRounding = "TaxLineRounding";

    /// <summary>Nothing is held for an open line.</summary>
    public const string UnclaimedLine = "UnclaimedLine";

    /// <summary>No account is mapped.</summary>
    public const string UnmappedAccount = "UnmappedAccount";

    /// <summary>Counted in another unit.</summary>
    public const string UomMismatch = "UomMismatch";

    /// <summary>Booked to another account.</summary>
    public const string WrongAccount = "WrongAccount";
}
