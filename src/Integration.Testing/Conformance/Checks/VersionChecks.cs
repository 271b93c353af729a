using ErpSync.Connectors;
using static ErpSync.Testing.Conformance.ConformanceLevel;

namespace ErpSync.Testing.Conformance;

internal static class VersionChecks
{
    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("VER-01", Required, ConformanceScope.Source, "an added member or word does no harm; a missing member is a fault that says so", async c =>
        {
            var id = await c.Source.AddAsync(c.Ct);
            var plain = await c.FindAsync(await c.ConnectAsync(), id);
            var grown = await TamperedAsync(c, id, JsonTampering.AddMember);
            c.True(grown.Value is not null && c.Source.Write(grown.Value) == c.Source.Write(plain.Value!), "A member that was added to every object changes what is read.");
            foreach (var member in c.Source.WordMembers)
            {
                var record = await TamperedAsync(c, id, body => JsonTampering.NewWord(body, member));
                c.True(record.Value is not null || record.Fault is not null, $"A new word in '{member}' gives neither a value nor a fault.");
                c.True(!record.IsDeleted, $"A new word in '{member}' reads as deleted.");
            }

            c.True(c.Source.RequiredMembers.Count > 0, c.NotArranged(nameof(SourceFixture.RequiredMembers)).Message);
            foreach (var member in c.Source.RequiredMembers)
            {
                var fault = await MissingAsync(c, id, member);
                c.True(fault.Kind is FaultKind.SchemaChanged or FaultKind.Invalid, $"Without '{member}' the fault is {fault.Kind} ({fault.Code}).");
            }
        }),
        new("VER-02", Certified, ConformanceScope.Connector, "the descriptor keeps what the previous release declared, or the contract's major version rises", async c =>
        {
            var now = (await c.ConnectAsync()).Connector.Descriptor;
            if (c.Fixture.PreviousDescriptor is not { } before)
            {
                throw new NotApplicableException("there is no earlier release");
            }

            if (now.ContractVersion.Major > before.ContractVersion.Major)
            {
                return;
            }

            foreach (var old in before.Entities)
            {
                var entity = now.Find(old.Entity) ?? throw c.Fail($"The entity '{old.Entity}' is gone.");
                c.True((entity.Reads & old.Reads) == old.Reads, $"'{old.Entity}' reads {entity.Reads}; it read {old.Reads}.");
                c.True((entity.Writes & old.Writes) == old.Writes, $"'{old.Entity}' writes {entity.Writes}; it wrote {old.Writes}.");
                c.True(entity.Idempotency >= old.Idempotency, $"'{old.Entity}' has idempotency {entity.Idempotency}; it had {old.Idempotency}.");
            }
        }),
    ];

    private static async Task<SourceRecord<object>> TamperedAsync(CheckContext c, string id, Func<string, string> change)
    {
        var on = await c.ConnectAsync();
        on.Line.Inject(new TransportFault.Altered(change), times: int.MaxValue);
        try
        {
            return await c.FindAsync(on, id);
        }
        catch (ConnectorException exception)
        {
            return new SourceRecord<object>(id, "", default, null, Fault: exception.Fault);
        }
    }

    private static async Task<Fault> MissingAsync(CheckContext c, string id, string member)
    {
        try
        {
            var record = await TamperedAsync(c, id, body => JsonTampering.Remove(body, member));
            return record.Fault ?? throw c.Fail($"Without the member '{member}' the record was {(record.IsDeleted ? "read as deleted" : "understood all the same")}.");
        }
        catch (Exception exception) when (exception is not CheckFailedException && !c.Ct.IsCancellationRequested)
        {
            throw c.Fail($"Without the member '{member}' reading threw {exception.GetType().Name}.");
        }
    }
}
