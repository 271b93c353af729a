namespace ErpSync.Reconciliation.Sections;

/// <summary>Documents and their tax.</summary>
internal sealed class TaxDocuments
{
    public List<string> Documents { get; } = [];

    public decimal Amount { get; private set; }

    public void Add(string document, decimal amount)
    {
        Documents.Add(document);
        Amount += amount;
    }

    /// <summary>True when there are lines and they add up to the amount.</summary>
    public bool Explains(decimal amount) => Documents.Count > 0 && Amount == amount;
}
