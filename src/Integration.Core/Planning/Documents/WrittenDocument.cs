using ErpSync.Model;

namespace ErpSync.Planning.Documents;

/// <summary>An ERP document made for the order before: what was written, and what the ERP says about it now.</summary>
public sealed record WrittenDocument
{
    /// <summary>Kind.</summary>
    public required SalesDocumentKind Kind { get; init; }

    /// <summary>Number in the ERP.</summary>
    public required string Number { get; init; }

    /// <summary>What it was made for.</summary>
    public required DocumentSource Source { get; init; }

    /// <summary>State in the ERP.</summary>
    public SalesDocumentStatus Status { get; init; }

    /// <summary>Side of the money pair it was written in. It stays for everything that follows.</summary>
    public CurrencyHandling CurrencyHandling { get; init; }

    /// <summary>Lines as written.</summary>
    public IReadOnlyList<WrittenLine> Lines { get; init; } = [];

    /// <summary>Numbers of the posted documents made from it.</summary>
    public IReadOnlyList<string> PostedNumbers { get; init; } = [];

    /// <summary>What is still open on the posted document, or null when not known.</summary>
    public decimal? OpenAmount { get; init; }

    /// <summary>Refunds that are part of the document already.</summary>
    public IReadOnlyList<string> AbsorbedRefunds { get; init; } = [];

    /// <summary>Discount on the whole document, or null.</summary>
    public decimal? InvoiceDiscount { get; init; }

    /// <summary>Payment transactions settled with it.</summary>
    public IReadOnlyList<string> SettledTransactions { get; init; } = [];

    /// <summary>Tax area code, or null.</summary>
    public string? TaxArea { get; init; }

    /// <summary>Tax liability flag, or null.</summary>
    public bool? TaxLiable { get; init; }

    /// <summary>True when the order has other addresses or another e-mail address now than when the document was written.</summary>
    public bool IsReaddressed { get; init; }

    /// <summary>The written state of a document that was planned: the earlier state with the new content, or a new one with status Open.</summary>
    /// <param name="planned">Planned document.</param>
    /// <param name="number">Number the ERP gave.</param>
    /// <param name="before">State before, for an update or a cancellation.</param>
    public static WrittenDocument From(PlannedDocument planned, string number, WrittenDocument? before = null)
    {
        ArgumentNullException.ThrowIfNull(planned);
        var document = planned.Document;
        if (planned.Action == DocumentAction.Cancel && before is not null)
        {
            return before with { Status = SalesDocumentStatus.Cancelled };
        }

        var posted = before?.Lines ?? [];
        var lines = document.Lines
            .Where(static line => line.Type != SalesDocumentLineType.Comment)
            .Select(line => new WrittenLine(line.SourceLine, line.Quantity, line.Amount.Amount))
            .ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.SourceLine is not null && lines.FindIndex(other => other.SourceLine == line.SourceLine) == i)
            {
                lines[i] = line with { PostedQuantity = posted.Where(old => old.SourceLine == line.SourceLine).Sum(static old => old.PostedQuantity) };
            }
        }

        var state = before ?? new WrittenDocument
        {
            Kind = document.Kind,
            Number = number,
            Source = document.Source,
            CurrencyHandling = document.CurrencyHandling,
            TaxArea = document.TaxArea,
            TaxLiable = document.TaxLiable,
        };
        return state with { Lines = lines, AbsorbedRefunds = document.AbsorbedRefunds, InvoiceDiscount = document.InvoiceDiscount?.Amount };
    }
}
