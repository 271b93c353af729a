using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Connectors;

namespace ErpSync.Adapters.BusinessCentral.Journals;

/// <summary>The general journal that journals are written to. It must not balance lines by itself: each line would then be booked against its account.</summary>
internal sealed class JournalBatch(BcClient client, BusinessCentralOptions options)
{
    private volatile string? _known;

    public async Task<Guid> IdAsync(CancellationToken ct)
    {
        if (_known is { } known)
        {
            return Guid.Parse(known);
        }

        if (options.GeneralJournal is not { Length: > 0 } code)
        {
            throw BcException.Of(FaultKind.Invalid, "bc.journal-unmapped", "No general journal is set for this connection.", "Set GeneralJournal to the code of a general journal batch; then retry.");
        }

        var rows = await client.ListAsync(Query(code), ct).ConfigureAwait(false);
        if (Problem(code, rows) is { } problem)
        {
            throw problem;
        }

        _known = rows[0].Id.ToString("D");
        return rows[0].Id;
    }

    /// <summary>The journal was not there by its id: it is looked up by its code again.</summary>
    public void Forget() => _known = null;

    public static BcQuery Query(string code) => BcQuery.Set(BcSets.Journals) with
    {
        Filter = BcQuery.Eq(BcFields.Code, code.Trim().ToUpperInvariant()),
        Select = $"{BcFields.Id},{BcFields.Code},{BcFields.BalancingAccountNumber}",
    };

    /// <summary>Why the journal cannot be used, or null.</summary>
    public static BcException? Problem(string code, IReadOnlyList<BcEntity> rows) => rows switch
    {
        [] => BcException.Of(FaultKind.Invalid, "bc.journal-missing", $"Business Central has no general journal '{code}'.", "Create the general journal batch, or correct GeneralJournal."),
        [var row] when row.Text(BcFields.BalancingAccountNumber).Length > 0 => BcException.Of(
            FaultKind.Invalid, "bc.journal-balances-itself", $"The general journal '{code}' has the balancing account {row.Text(BcFields.BalancingAccountNumber)}, against which every line would be booked.",
            "Remove the balancing account of the batch, or give ErpSync a batch of its own."),
        [_] => null,
        _ => BcException.Of(FaultKind.Invalid, "bc.journal-ambiguous", $"Business Central has {rows.Count} general journals '{code}' in different templates.", "Give ErpSync a batch with a code of its own and set GeneralJournal to it."),
    };
}
