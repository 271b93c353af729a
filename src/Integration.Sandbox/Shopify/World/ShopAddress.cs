namespace ErpSync.Sandbox.Shopify;

/// <summary>A postal address as the shop keeps it.</summary>
public sealed record ShopAddress
{
    /// <summary>First name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Last name.</summary>
    public string? LastName { get; init; }

    /// <summary>Company.</summary>
    public string? Company { get; init; }

    /// <summary>Street and number.</summary>
    public string? Address1 { get; init; }

    /// <summary>Second address line.</summary>
    public string? Address2 { get; init; }

    /// <summary>City.</summary>
    public string? City { get; init; }

    /// <summary>Postal code.</summary>
    public string? Zip { get; init; }

    /// <summary>State or province by name.</summary>
    public string? Province { get; init; }

    /// <summary>State or province by code.</summary>
    public string? ProvinceCode { get; init; }

    /// <summary>ISO 3166-1 alpha-2 country code. Default DE.</summary>
    public string CountryCode { get; init; } = "DE";

    /// <summary>Country by name. Default Germany.</summary>
    public string Country { get; init; } = "Germany";

    /// <summary>Telephone number.</summary>
    public string? Phone { get; init; }
}
