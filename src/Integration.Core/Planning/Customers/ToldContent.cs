namespace ErpSync.Planning.Customers;

/// <summary>Remembered on the link of something that was told: the how-manieth version, and what it said.</summary>
/// <param name="Revision">0 for the first.</param>
/// <param name="Hash">Fingerprint of the content.</param>
internal sealed record ToldContent(int Revision, string Hash)
{
    /// <summary>What else it was based on; see the planner that writes it.</summary>
    public string? Basis { get; init; }
}
