namespace ErpSync.Finance.Accounts;

/// <summary>What an amount means in the books. A chart of accounts map turns a role into an account of the ERP.</summary>
public enum AccountRole
{
    /// <summary>Money in the bank. Class Asset.</summary>
    Bank,

    /// <summary>Money in the till. Class Asset.</summary>
    Cash,

    /// <summary>Money a payment gateway holds until its payout. Class Asset.</summary>
    GatewayClearing,

    /// <summary>Money a payment gateway keeps back as security. Class Asset.</summary>
    GatewayReserve,

    /// <summary>Money withdrawn by a gateway while a dispute is open. Class Asset.</summary>
    DisputeReceivable,

    /// <summary>Money a marketplace holds until its payout. Class Asset.</summary>
    MarketplaceClearing,

    /// <summary>Receivables from customers. Class Asset.</summary>
    AR,

    /// <summary>Goods in stock. Class Asset.</summary>
    Inventory,

    /// <summary>Goods expected back from customers. Class Asset.</summary>
    ReturnAsset,

    /// <summary>Tax paid to suppliers. Class Asset.</summary>
    InputTax,

    /// <summary>Money received for what is not delivered yet. Class Liability.</summary>
    ContractLiability,

    /// <summary>Unused gift cards. Class Liability.</summary>
    GiftCardLiability,

    /// <summary>Unused store credit. Class Liability.</summary>
    StoreCreditLiability,

    /// <summary>Unused loyalty points. Class Liability.</summary>
    LoyaltyLiability,

    /// <summary>Refunds expected for delivered goods. Class Liability.</summary>
    RefundLiability,

    /// <summary>Money received beyond what was owed. Class Liability.</summary>
    CustomerOverpayments,

    /// <summary>Tax charged to customers. Class Liability.</summary>
    OutputTax,

    /// <summary>Tax that a sales channel charged and remits itself; always returns to zero. Class Liability.</summary>
    FacilitatorTaxWash,

    /// <summary>Tips owed to staff. Class Liability.</summary>
    TipsPayable,

    /// <summary>Sales of goods and services. Class Revenue.</summary>
    Sales,

    /// <summary>Shipping charged to customers. Class Revenue.</summary>
    ShippingIncome,

    /// <summary>Gift cards that will never be used. Class Revenue.</summary>
    GiftCardBreakage,

    /// <summary>Fees kept when goods come back. Class Revenue.</summary>
    RestockingFees,

    /// <summary>Tips kept by the company. Class Revenue.</summary>
    TipsIncome,

    /// <summary>Discounts on goods. Class ContraRevenue.</summary>
    SalesDiscounts,

    /// <summary>Discounts on shipping. Class ContraRevenue.</summary>
    ShippingDiscounts,

    /// <summary>Goods taken back. Class ContraRevenue.</summary>
    SalesReturns,

    /// <summary>Price given back while the goods stay with the customer. Class ContraRevenue.</summary>
    SalesAllowances,

    /// <summary>Money given back beyond the parts of an order. Class ContraRevenue.</summary>
    GoodwillAllowance,

    /// <summary>Cost of goods sold. Class Expense.</summary>
    Cogs,

    /// <summary>Goods that came back damaged. Class Expense.</summary>
    InventoryWriteOff,

    /// <summary>Counted differences of stock. Class Expense.</summary>
    InventoryAdjustment,

    /// <summary>Fees of payment gateways. Class Expense.</summary>
    GatewayFees,

    /// <summary>Fees of marketplaces. Class Expense.</summary>
    MarketplaceFees,

    /// <summary>Fees for disputes. Class Expense.</summary>
    ChargebackFees,

    /// <summary>Disputes lost. Class Expense.</summary>
    ChargebackLoss,

    /// <summary>Receivables that will not be paid. Class Expense.</summary>
    BadDebt,

    /// <summary>Provable rounding between two systems. Class OtherPnL.</summary>
    RoundingDifference,

    /// <summary>Rounding of cash payments. Class OtherPnL.</summary>
    CashRounding,

    /// <summary>Exchange differences on settlement. Class OtherPnL.</summary>
    FxRealised,

    /// <summary>Exchange differences on revaluation. Class OtherPnL.</summary>
    FxUnrealised,
}
