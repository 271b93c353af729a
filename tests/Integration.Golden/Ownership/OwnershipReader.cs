using System.Collections.Immutable;
using System.Text.Json;
using ErpSync.Golden.Runner;
using ErpSync.Ownership;

namespace ErpSync.Golden.Ownership;

/// <summary>Reads what a case starts from. The policy is read by the library itself: it is the JSON configuration.</summary>
internal sealed class OwnershipReader
{
    private readonly Dictionary<(string, string), FieldType> _types;

    public OwnershipReader(Node given)
    {
        _ = given.OptionalInstant("now");
        Systems = given.Texts("systems");
        Schema = given.List("schema", Entity);
        _types = Schema.SelectMany(static entity => entity.Fields.Select(field => ((entity.Entity, field.Key), field.Value))).ToDictionary();
        Policy = OwnershipPolicyJson.Parse(given.Get("policy").GetRawText());
        var state = given.List("records", Record).Aggregate(new OwnershipState(), static (all, record) =>
            all with { Records = all.Records.Add(new RecordKey(record.Entity, record.Key), record) });
        State = given.List("overrides", Override).Aggregate(state, static (all, one) =>
        {
            var record = all.Records[one.Field.Record];
            var field = record.Fields.GetValueOrDefault(one.Field.Field) ?? new FieldState();
            record = record with { Fields = record.Fields.SetItem(one.Field.Field, field with { Override = one }) };
            return all with { Records = all.Records.SetItem(one.Field.Record, record), Overrides = all.Overrides.Add(one.Id, one) };
        });
        given.Done();
    }

    public IReadOnlyList<string> Systems { get; }

    public IReadOnlyList<EntitySchema> Schema { get; }

    public OwnershipPolicy Policy { get; }

    public OwnershipState State { get; }

    public FieldType? TypeOf(FieldKey field) => _types.TryGetValue((field.Entity, field.Field), out var type) ? type : null;

    public static FieldKey Field(Node node) => new(node.Text("entity"), node.Text("key"), node.Text("field"));

    public FieldValue Value(Node node, string key, FieldKey field) =>
        node.Find(key) is { } value ? FieldValueJson.Read(value, TypeOf(field)) : FieldValue.Null;

    /// <summary>What a statement rests on; without an instant it is no evidence, for it is later than nothing.</summary>
    public static Evidence? Evidence(Node node) =>
        node.OptionalChild("evidence")?.Read(static one => (Source: one.OptionalText("source") ?? "", At: one.OptionalInstant("at"))) is (var source, { } at)
            ? new Evidence(source, at)
            : null;

    public static FieldVersion? Version(Node node, string domain) => node.OptionalLong("version") is { } number ? new FieldVersion(number, domain) : null;

    private static EntitySchema Entity(Node node) => new()
    {
        Entity = node.Text("entity"),
        Fields = node.Table("fields", static (type, _) => Enum.Parse<FieldType>(type.GetString()!, ignoreCase: true)),
        Dimensions = node.Texts("dimensions"),
        Lifecycle = node.Texts("lifecycle"),
    };

    private RecordState Record(Node node)
    {
        var key = new RecordKey(node.Text("entity"), node.Text("key"));
        return new RecordState
        {
            Entity = key.Entity,
            Key = key.Key,
            Scope = node.Table("scope", static (value, _) => value.GetString()!).ToImmutableDictionary(StringComparer.Ordinal),
            State = node.OptionalText("state"),
            Fields = node.Table("fields", (value, path) => (value, path)).ToImmutableDictionary(
                static pair => pair.Key, pair => new Node(pair.Value.value, pair.Value.path).Read(one => FieldOf(one, new FieldKey(key.Entity, key.Key, pair.Key))), StringComparer.Ordinal),
        };
    }

    private FieldState FieldOf(Node node, FieldKey key)
    {
        var source = node.OptionalText("source");
        var domain = node.OptionalText("versionDomain") ?? source ?? "";
        var observedAt = node.OptionalInstant("observedAt");
        return new FieldState
        {
            HasValue = node.Names("value"),
            OwnerValue = Value(node, "value", key),
            Version = Version(node, domain),
            Source = source,
            ObservedAt = observedAt,
            Targets = node.Table("targets", (value, path) => new Node(value, path).Read(one => Target(one, key))).ToImmutableDictionary(StringComparer.Ordinal),
            Contributions = node.Table("contributions", static (value, path) => (value, path)).ToImmutableDictionary(
                static pair => pair.Key, pair => new Node(pair.Value.value, pair.Value.path).Read(one => Contribution(one, key, pair.Key, observedAt ?? default)), StringComparer.Ordinal),
            ForeignWrites = node.List("foreignWrites", ForeignWrite).GroupBy(static one => one.System, StringComparer.Ordinal)
                .ToImmutableDictionary(static group => group.Key, static group => group.Max(static one => one.At), StringComparer.Ordinal),
            Reverts = [.. node.Texts("reverts").Select(Node.ParseInstant)],
            IsEscalated = node.Flag("escalated"),
        };
    }

    private TargetState Target(Node node, FieldKey key)
    {
        var value = Value(node, "value", key);
        var at = node.Instant("at");
        return new TargetState { Published = new Publication(node.OptionalText("hash") ?? value.Hash, node.Choice<PublicationStatus>("status"), at, at) };
    }

    private Contribution Contribution(Node node, FieldKey key, string source, DateTimeOffset fieldObservedAt) =>
        new(Value(node, "value", key), Version(node, node.OptionalText("versionDomain") ?? source), node.OptionalInstant("observedAt") ?? fieldObservedAt, Evidence(node));

    private static (string System, DateTimeOffset At) ForeignWrite(Node node)
    {
        _ = node.Find("value");
        _ = node.OptionalText("actor");
        return (node.Text("system"), node.Instant("at"));
    }

    private FieldOverride Override(Node node)
    {
        var field = Field(node);
        return new FieldOverride
        {
            Id = node.Text("id"),
            Field = field,
            Value = Value(node, "value", field),
            Actor = node.Text("actor"),
            Reason = node.OptionalText("reason"),
            StartsAt = node.Instant("startsAt"),
            ExpiresAt = node.Instant("expiresAt"),
        };
    }
}
