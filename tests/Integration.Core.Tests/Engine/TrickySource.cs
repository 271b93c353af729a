using System.Runtime.CompilerServices;
using ErpSync.Connectors;
using ErpSync.Testing;

namespace ErpSync.Tests.Engine;

/// <summary>The source of the tests, with permissions that can be missing, positions that can break, and exports that take their time.</summary>
internal sealed class TrickySource(InMemoryConnector<Note> inner) : ISource<Note>
{
    private static readonly Checkpoint Preparing = new("preparing");
    private volatile bool _isBroken;
    private volatile Fault? _denied;
    private int _rounds;
    private volatile bool _isFailing;

    public ConnectorDescriptor Descriptor => inner.Descriptor;

    /// <summary>Refuses every reading by id, and no listing; null allows it again.</summary>
    public void DenyFinding(Fault? fault) => _denied = fault;

    /// <summary>Refuses every position until somebody reads from the beginning.</summary>
    public void BreakPositions() => _isBroken = true;

    /// <summary>The next listing is an export that is ready, or has failed, after so many looks.</summary>
    public void PrepareExport(int rounds, bool fails = false) => (_rounds, _isFailing) = (rounds, fails);

    public ValueTask<ConnectionReport> CheckAsync(CancellationToken ct) => inner.CheckAsync(ct);

    public async IAsyncEnumerable<SourcePage<Note>> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        _isBroken &= request.After is not null;
        if (_isBroken)
        {
            throw new ConnectorException(new Fault(FaultKind.Invalid, "left.position-refused", "The position is not known any more.") { Hint = "Forget the checkpoint." });
        }

        if (Interlocked.Decrement(ref _rounds) >= 0)
        {
            yield return new SourcePage<Note>([], Preparing) { ContinueAfter = TimeSpan.FromMilliseconds(1) };
            yield break;
        }

        if (_isFailing && request.After == Preparing)
        {
            throw new ConnectorException(new Fault(FaultKind.Invalid, "left.export-failed", "The export failed."));
        }

        await foreach (var page in inner.ReadAsync(request.After == Preparing ? request with { After = null } : request, ct))
        {
            yield return page;
        }
    }

    public IAsyncEnumerable<SourceRecord<Note>> FindAsync(IReadOnlyList<string> ids, CancellationToken ct) =>
        _denied is { } fault ? throw new ConnectorException(fault) : inner.FindAsync(ids, ct);
}
