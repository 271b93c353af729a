using ErpSync.Model;

namespace ErpSync.Planning.Customers;

/// <summary>What is told of a shop's customers.</summary>
public sealed class CustomerActivityOptions
{
    /// <summary>Consent that is needed. Default <see cref="ConsentRequirement.OptIn"/>.</summary>
    public ConsentRequirement Consent { get; set; } = ConsentRequirement.OptIn;

    /// <summary>Currency of the amounts. Default the shop's own, so that amounts of one shop can be added up.</summary>
    public CurrencyHandling Currency { get; set; } = CurrencyHandling.Shop;

    /// <summary>Orders placed before this instant are not told; null tells all that the shop still has. Default null.</summary>
    public DateTimeOffset? OrdersFrom { get; set; }

    internal bool Permits(ConsentState state) => Consent switch
    {
        ConsentRequirement.OptIn => state == ConsentState.OptIn,
        ConsentRequirement.NotOptedOut => state != ConsentState.OptOut,
        _ => true,
    };
}
