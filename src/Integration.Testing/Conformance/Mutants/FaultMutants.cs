using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using ErpSync.Connectors;

namespace ErpSync.Testing.Conformance;

/// <summary>Changes every fault of a reading by id.</summary>
internal abstract class FaultMutant(ReferenceClient client, string id) : Mutant(client, id)
{
    public sealed override async IAsyncEnumerable<SourceRecord<ReferenceNote>> FindAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var records = base.FindAsync(ids, ct).GetAsyncEnumerator(ct);
        while (true)
        {
            try
            {
                if (!await records.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (ConnectorException exception)
            {
                throw new ConnectorException(Change(exception.Fault));
            }

            yield return records.Current;
        }
    }

    protected abstract Fault Change(Fault fault);
}

internal sealed class RefusalAsTransient(ReferenceClient client, string id) : FaultMutant(client, id)
{
    protected override Fault Change(Fault fault) => fault.Kind == FaultKind.Unauthorized ? fault with { Kind = FaultKind.Transient } : fault;
}

internal sealed class CounterInCode(ReferenceClient client, string id, Func<int> next) : FaultMutant(client, id)
{
    protected override Fault Change(Fault fault) => fault with { Code = string.Create(CultureInfo.InvariantCulture, $"{fault.Code}-{next()}") };
}

internal sealed class RepeatsRemoteText(ReferenceClient client, string id, LastBody heard) : FaultMutant(client, id)
{
    protected override Fault Change(Fault fault) => fault with { Message = $"{fault.Message} It said: {heard.Text}." };
}

internal sealed class WrongUnit(ReferenceClient client, string id) : FaultMutant(client, id)
{
    protected override Fault Change(Fault fault) => fault with { RetryAfter = fault.RetryAfter / 1000 };
}

internal sealed class IgnoresCancellation(ReferenceClient client, string id) : Mutant(client, id)
{
    public override IAsyncEnumerable<SourceRecord<ReferenceNote>> FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => base.FindAsync(ids, CancellationToken.None);
}

internal sealed class CostlyCheck(ReferenceClient client, string id) : Mutant(client, id)
{
    private const int Times = 20;

    public override async ValueTask<ConnectionReport> CheckAsync(CancellationToken ct)
    {
        for (var i = 1; i < Times; i++)
        {
            await base.CheckAsync(ct);
        }

        return await base.CheckAsync(ct);
    }
}

internal sealed class DeclaresAdjust(ReferenceClient client, string id) : Mutant(client, id)
{
    public override ConnectorDescriptor Descriptor { get; } = new(id, "Reference system", "reference",
    [
        new EntityCapability(Notes) { Reads = ReadModes.ById, Writes = WriteModes.Create | WriteModes.Update, Idempotency = IdempotencyMode.Native, MaxBatchSize = 5 },
        new EntityCapability(Levels) { Writes = WriteModes.Set | WriteModes.Adjust },
    ]);
}

internal sealed class PayloadInSpan(ReferenceClient client, string id) : Mutant(client, id)
{
    private static readonly ActivitySource Spans = new("ErpSync.Reference.Talkative");

    public override async IAsyncEnumerable<SourceRecord<ReferenceNote>> FindAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var record in base.FindAsync(ids, ct))
        {
            using (var span = Spans.StartActivity("note", ActivityKind.Client))
            {
                span?.SetTag("note.text", record.Value?.Text);
            }

            yield return record;
        }
    }
}
