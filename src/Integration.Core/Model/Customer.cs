namespace ErpSync.Model;

/// <summary>A person or company that buys.</summary>
public sealed record Customer
{
    /// <summary>Id in the source system.</summary>
    public required string Id { get; init; }

    /// <summary>Name to print; the e-mail address or the id when no name is known.</summary>
    public required string DisplayName { get; init; }

    /// <summary>E-mail address, or null.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone number, or null.</summary>
    public string? Phone { get; init; }

    /// <summary>Default postal address, or null.</summary>
    public Address? Address { get; init; }

    /// <summary>Number the target should use or look for (for example a B2B external id), or null.</summary>
    public string? ExternalNumber { get; init; }

    /// <summary>True for a company, false for a person.</summary>
    public bool IsCompany { get; init; }

    /// <summary>True when the source says no tax is charged.</summary>
    public bool TaxExempt { get; init; }

    /// <summary>Marketing consent as the source states it; null when it says nothing.</summary>
    public MarketingConsent? Consent { get; init; }

    /// <summary>When the source last changed it.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Source document, or null.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public RawDocument? Raw { get; init; }
}
