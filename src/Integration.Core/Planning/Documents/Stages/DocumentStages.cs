namespace ErpSync.Planning.Documents.Stages;

/// <summary>The replaceable parts of document planning. Everything not set is the default that follows the settings.</summary>
public sealed record DocumentStages
{
    /// <summary>Articles to ERP items. Default: the settings' table, variant id before SKU.</summary>
    public IItemMapping Items { get; init; } = new SettingsItemMapping();

    /// <summary>Shipping lines to targets. Default: the settings' table by title, otherwise shipping income.</summary>
    public IShippingMapping Shipping { get; init; } = new SettingsShippingMapping();

    /// <summary>Dates. Default: days of the company's time zone and the settings' posting policy.</summary>
    public IDocumentDates Dates { get; init; } = new CompanyDates();

    /// <summary>Payments. Default: charges against the order's one posted document, refund payments against their own refund's.</summary>
    public IPaymentSuggestions Payments { get; init; } = new PostedPaymentSuggestions();

    /// <summary>Last touches, in order. Default none.</summary>
    public IReadOnlyList<IDocumentFinisher> Finishers { get; init; } = [];
}
