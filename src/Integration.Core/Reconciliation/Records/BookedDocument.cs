using ErpSync.Model;

namespace ErpSync.Reconciliation.Records;

/// <summary>An invoice or a credit memo as the ERP holds it.</summary>
public sealed record BookedDocument
{
    /// <summary>Number of the document.</summary>
    public required string Id { get; init; }

    /// <summary>Ids of the source records it was made for; empty when the document names none.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>Order number on the document, or null.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>Posting date.</summary>
    public required DateOnly PostedOn { get; init; }

    /// <summary>Currency of the amounts.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Amount, gross.</summary>
    public required decimal Total { get; init; }

    /// <summary>Parts by name that add up to the total, or null when not known.</summary>
    public IReadOnlyDictionary<string, decimal>? Parts { get; init; }

    /// <summary>How many roundings are behind the amount.</summary>
    public int Roundings { get; init; }

    /// <summary>Fingerprint of the content, or null.</summary>
    public string? ContentHash { get; init; }

    /// <summary>Key it was written under, or null.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Person who made it; null when the integration did or nobody is known.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Person who changed it afterwards; null when nobody did.</summary>
    public string? EditedBy { get; init; }

    /// <summary>When it was posted, or null when not known.</summary>
    public DateTimeOffset? PostedAt { get; init; }
}
