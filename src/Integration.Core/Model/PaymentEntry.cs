namespace ErpSync.Model;

/// <summary>A payment to book in the ERP.</summary>
public sealed record PaymentEntry
{
    /// <summary>Id of the transaction in the shop; the natural key in the ERP.</summary>
    public required string TransactionId { get; init; }

    /// <summary>Gateway, mapped to a journal by the connector's options.</summary>
    public required string Gateway { get; init; }

    /// <summary>Customer who paid.</summary>
    public required CustomerRef Customer { get; init; }

    /// <summary>Amount: positive = received, negative = paid back.</summary>
    public required Money Amount { get; init; }

    /// <summary>Posting date in the company's time zone.</summary>
    public DateOnly PostingDate { get; init; }

    /// <summary>Document it settles, or null.</summary>
    public AppliesTo? AppliesTo { get; init; }

    /// <summary>External number of the order, for people.</summary>
    public required string OrderNumber { get; init; }

    /// <summary>True posts the journal line; false leaves it for a person. Default true.</summary>
    public bool Post { get; init; } = true;
}
