using System.Text.RegularExpressions;
using ErpSync.Connectors;
using static ErpSync.Testing.Conformance.ConformanceLevel;

namespace ErpSync.Testing.Conformance;

internal static partial class DescriptorChecks
{
    private static readonly Version Supported = new(1, 0);

    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("DES-01", Required, ConformanceScope.Connector, "ids match [a-z0-9-]+, entities are unique, the contract version is supported", async c =>
        {
            var descriptor = (await c.ConnectAsync()).Connector.Descriptor;
            c.True(Id().IsMatch(descriptor.Id), $"The connection id '{descriptor.Id}' is not made of a-z, 0-9 and '-'.");
            c.True(descriptor.Id == "tested", $"The connector was built as 'tested' but calls itself '{descriptor.Id}'.");
            c.True(descriptor.DisplayName.Length > 0 && descriptor.System.Length > 0, "The descriptor has no display name or no system.");
            foreach (var entity in descriptor.Entities)
            {
                c.True(Id().IsMatch(entity.Entity), $"The entity '{entity.Entity}' is not made of a-z, 0-9 and '-'.");
                c.True(descriptor.Entities.Count(other => other.Entity == entity.Entity) == 1, $"The entity '{entity.Entity}' is declared more than once.");
                c.True(entity is { MaxBatchSize: >= 1, MaxReadBatchSize: >= 1 }, $"'{entity.Entity}' has a batch size below 1.");
                c.True(entity.ConsistencyLag >= TimeSpan.Zero && entity.VersionGranularity >= TimeSpan.Zero, $"'{entity.Entity}' has a negative time.");
            }

            c.True(descriptor.ContractVersion.Major == Supported.Major && descriptor.ContractVersion <= Supported, $"Contract version {descriptor.ContractVersion} is not supported; this suite tests {Supported}.");
        }),
        new("DES-02", Required, ConformanceScope.Connector, "every declared mode is exercised, every undeclared one is refused", async c =>
        {
            var on = await c.ConnectAsync();
            foreach (var entity in on.Connector.Descriptor.Entities)
            {
                c.True(entity.Reads == ReadModes.None || c.Fixture.Sources.Any(source => source.Entity == entity.Entity), $"'{entity.Entity}' is declared as read, but the fixture has no source for it: nobody can say that it works.");
                c.True(entity.Writes == WriteModes.None || c.Fixture.Sinks.Any(sink => sink.Entity == entity.Entity), $"'{entity.Entity}' is declared as written, but the fixture has no sink for it: nobody can say that it works.");
                c.True(!entity.Reads.HasFlag(ReadModes.Webhooks) || c.Fixture.Webhooks is not null, $"'{entity.Entity}' is declared as notified, but the fixture makes no deliveries.");
            }

            foreach (var source in c.Fixture.Sources)
            {
                c.True(c.Capability(on.Connector, source.Entity).Reads != ReadModes.None, $"'{source.Entity}' can be read but is not declared.");
            }

            foreach (var sink in c.Fixture.Sinks)
            {
                await UndeclaredAsync(c, on, sink);
            }
        }),
        new("DES-03", Required, ConformanceScope.Connector, "Adjust is never declared without native idempotency", async c =>
        {
            foreach (var entity in (await c.ConnectAsync()).Connector.Descriptor.Entities)
            {
                c.True(
                    !entity.Writes.HasFlag(WriteModes.Adjust) || entity.Idempotency == IdempotencyMode.Native,
                    $"'{entity.Entity}' declares relative quantities with idempotency {entity.Idempotency}: a repetition would count twice.");
            }
        }),
    ];

    private static async Task UndeclaredAsync(CheckContext c, Connected on, SinkFixture sink)
    {
        var declared = c.Capability(on.Connector, sink.Entity).Writes;
        var kinds = new[] { (WriteKind.Create, WriteModes.Create), (WriteKind.Update, WriteModes.Update), (WriteKind.Delete, WriteModes.Delete), (WriteKind.Set, WriteModes.Set), (WriteKind.Adjust, WriteModes.Adjust) };
        foreach (var (kind, mode) in kinds.Where(pair => !declared.HasFlag(pair.Item2)))
        {
            var value = await sink.NewAsync(c.Ct);
            var before = await sink.AmongAsync(value, c.Ct);
            var item = new WriteItem<object>("1", new IdempotencyKey($"conformance:{sink.Entity}:undeclared-{kind}"), kind, value) { Target = new RecordRef("none") };
            Fault? fault = null;
            try
            {
                fault = (await sink.WriteAsync(on.Connector, [item], c.Ct)) is [WriteResult.Failed failed] ? failed.Fault : null;
            }
            catch (ConnectorException exception)
            {
                fault = exception.Fault;
            }

            c.True(fault is { Kind: FaultKind.Invalid or FaultKind.Rejected or FaultKind.Bug }, $"{kind} of '{sink.Entity}' is not declared ({mode}), but was not refused as Invalid or Rejected ({fault?.Kind.ToString() ?? "no fault"}).");
            c.True(await sink.AmongAsync(value, c.Ct) == before, $"{kind} of '{sink.Entity}' is not declared, but wrote something.");
        }
    }

    [GeneratedRegex("^[a-z0-9-]+$")]
    private static partial Regex Id();
}
