namespace ErpSync.Finance.Journal.Ledger;

/// <summary>Ends the work on an event that is refused; the books it worked on are thrown away, so nothing changes.</summary>
internal sealed class RefusedException(string code) : Exception(code)
{
    public string Code { get; } = code;
}
