namespace ErpSync.Sandbox.BusinessCentral;

/// <summary>Numbers of the G/L accounts that every sandbox company starts with.</summary>
public static class ErpAccounts
{
    /// <summary>Goods on hand.</summary>
    public const string Inventory = "10700";

    /// <summary>What customers owe.</summary>
    public const string Receivables = "11000";

    /// <summary>Bank account in local currency.</summary>
    public const string Bank = "12000";

    /// <summary>Money on its way from the shop's payment provider.</summary>
    public const string PaymentClearing = "12100";

    /// <summary>The same for a second provider, such as PayPal.</summary>
    public const string SecondClearing = "12110";

    /// <summary>Cash and other manual payments.</summary>
    public const string ManualClearing = "12120";

    /// <summary>Tax of the standard rate (19 %).</summary>
    public const string VatStandard = "22019";

    /// <summary>Tax of the reduced rate (7 %).</summary>
    public const string VatReduced = "22007";

    /// <summary>Tax of all other rates.</summary>
    public const string VatOther = "22000";

    /// <summary>Gift cards sold and not yet used.</summary>
    public const string GiftCards = "23000";

    /// <summary>Opening equity.</summary>
    public const string Equity = "31000";

    /// <summary>Sale of goods.</summary>
    public const string Sales = "40100";

    /// <summary>Shipping charged to customers.</summary>
    public const string Shipping = "40400";

    /// <summary>Tips received.</summary>
    public const string Tips = "40500";

    /// <summary>Restocking fees kept back from refunds.</summary>
    public const string RestockingFees = "40600";

    /// <summary>Discounts granted on a separate line.</summary>
    public const string Discounts = "40700";

    /// <summary>Refunds given as goodwill, without return of goods.</summary>
    public const string Goodwill = "40800";

    /// <summary>Duties charged to customers.</summary>
    public const string Duties = "40900";

    /// <summary>Rounding differences.</summary>
    public const string Rounding = "49000";

    /// <summary>Exchange gains and losses.</summary>
    public const string ExchangeDifferences = "49100";

    /// <summary>Cost of goods sold.</summary>
    public const string CostOfGoodsSold = "50100";

    /// <summary>Differences found in the warehouse.</summary>
    public const string InventoryAdjustment = "54000";

    /// <summary>Fees of payment providers.</summary>
    public const string PaymentFees = "60100";
}
