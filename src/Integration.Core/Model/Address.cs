namespace ErpSync.Model;

/// <summary>A postal address as the source stated it. Nothing is normalised or cut here.</summary>
public sealed record Address
{
    /// <summary>Person, or null.</summary>
    public string? Name { get; init; }

    /// <summary>Company, or null.</summary>
    public string? Company { get; init; }

    /// <summary>Street and number.</summary>
    public string? Line1 { get; init; }

    /// <summary>Second address line.</summary>
    public string? Line2 { get; init; }

    /// <summary>City.</summary>
    public string? City { get; init; }

    /// <summary>State, province or region code.</summary>
    public string? Region { get; init; }

    /// <summary>Postal code.</summary>
    public string? PostalCode { get; init; }

    /// <summary>ISO 3166-1 alpha-2 code, upper case.</summary>
    public string? Country { get; init; }

    /// <summary>Telephone number.</summary>
    public string? Phone { get; init; }
}
