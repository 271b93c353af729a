using ErpSync.Model;

namespace ErpSync.Finance.Journal;

/// <summary>A balanced journal as the ERP is expected to hold it.</summary>
public sealed record JournalEntry
{
    /// <summary>Document type, for example <c>Invoice</c>.</summary>
    public required string Doc { get; init; }

    /// <summary>Id of the event behind it.</summary>
    public required string Event { get; init; }

    /// <summary>Transaction currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Document date.</summary>
    public DateOnly DocumentDate { get; init; }

    /// <summary>Posting date.</summary>
    public DateOnly PostingDate { get; init; }

    /// <summary>Period of the document date when the posting date was moved, or null.</summary>
    public string? LateFor { get; init; }

    /// <summary>True when posted into a closed period by permission.</summary>
    public bool IsForced { get; init; }

    /// <summary>What a daily summary covers, or null.</summary>
    public JournalGroup? Group { get; init; }

    /// <summary>Journal it reverses, or null.</summary>
    public JournalRef? Reverses { get; init; }

    /// <summary>Journal it corrects, or null.</summary>
    public JournalRef? Corrects { get; init; }

    /// <summary>At least two lines that add up to zero in both currencies.</summary>
    public required IReadOnlyList<JournalLine> Lines { get; init; }

    /// <summary>Tax report entries.</summary>
    public IReadOnlyList<JournalTax> TaxEntries { get; init; } = [];
}
