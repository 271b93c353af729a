namespace ErpSync.Finance.Policies;

/// <summary>How discounts appear in the books.</summary>
public enum DiscountPresentation
{
    /// <summary>List price on the income account, discount on its discount account. Default.</summary>
    Gross,

    /// <summary>Discounted price on the income account, no discount line.</summary>
    Net,
}
