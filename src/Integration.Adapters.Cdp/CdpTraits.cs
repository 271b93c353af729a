namespace ErpSync.Adapters.Cdp;

/// <summary>Names of the personal traits that <see cref="CdpOptions.Traits"/> may allow.</summary>
public static class CdpTraits
{
    /// <summary>E-mail address, in the form of <see cref="CdpOptions.Email"/>.</summary>
    public const string Email = "email";

    /// <summary>Telephone number.</summary>
    public const string Phone = "phone";

    /// <summary>Name of the person or company.</summary>
    public const string Name = "name";

    /// <summary>Company of the address.</summary>
    public const string Company = "company";

    /// <summary>City.</summary>
    public const string City = "city";

    /// <summary>Region code.</summary>
    public const string Region = "region";

    /// <summary>Postal code.</summary>
    public const string PostalCode = "postal_code";

    /// <summary>ISO 3166-1 alpha-2 country code.</summary>
    public const string Country = "country";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Email, Phone, Name, Company, City, Region, PostalCode, Country];
}
