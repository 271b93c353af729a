namespace ErpSync.Reconciliation.Sources;

/// <summary>A file of bank lines cannot be read. Nothing of it is taken.</summary>
/// <param name="problems">Every problem with its line, reason and remedy.</param>
public sealed class BankLineFormatException(IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    /// <summary>Every problem with its line, reason and remedy; at most 100.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
