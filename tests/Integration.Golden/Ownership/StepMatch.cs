using ErpSync.Golden.Runner;
using ErpSync.Ownership;

namespace ErpSync.Golden.Ownership;

/// <summary>Compares what a step came to: single keys only when stated, lists always.</summary>
internal static class StepMatch
{
    public static string? Find(Node expect, OwnershipOutcome got, OwnershipReader reader)
    {
        string? Text(string key, string? value)
        {
            var want = expect.OptionalText(key);
            return !expect.Names(key) || want == value ? null : $"{key}: want {want}, got {value}";
        }

        string? List(string key, IEnumerable<string> want, IEnumerable<string> found)
        {
            var (a, b) = (string.Join(" | ", want), string.Join(" | ", found));
            return a == b ? null : $"{key}: want [{a}], got [{b}]";
        }

        var changed = expect.OptionalFlag("changed");
        return new[]
        {
            Text("decision", got.Decision.ToString()),
            Text("code", got.Code),
            Text("rule", got.Rule),
            changed is null || changed == got.IsChanged ? null : $"changed: want {changed}, got {got.IsChanged}",
            Summary(expect, got.Summary),
            List("publish", expect.List("publish", node => Publish(node, reader)),
                got.Publish.Select(static one => Line(one.Target, one.Kind.ToString(), one.Field, one.Value))),
            List("derive", expect.Texts("derive"), got.Derive),
            List("drift", expect.List("drift", node => Drift(node, reader)),
                got.Drift.Select(static one => $"{one.Field} at {one.System}: {one.Expected.Canonical} / {one.Found.Canonical} {one.Class} {one.Action}")),
            List("proposals", expect.Texts("proposals"), got.Proposals),
            List("exceptions", expect.Texts("exceptions"), got.Exceptions),
            List("expired", expect.List("expired", node => Expired(node, got, reader)), got.Expired.Select(static one => $"{one.Override} {one.Restored.Canonical}")),
            List("handedOff", expect.Texts("handedOff"), got.HandedOff),
            List("pending", expect.List("pending", node => Pending(node, got, reader)),
                got.Pending.Select(static one => $"{one.Override} {one.OwnerValue.Canonical} {one.Effective.Canonical}")),
        }.FirstOrDefault(static difference => difference is not null);
    }

    private static string? Summary(Node expect, ScanSummary? got) => expect.OptionalChild("summary")?.Read(want =>
    {
        (string Name, int? Got)[] counters =
        [
            ("checked", got?.Checked), ("inSync", got?.InSync), ("late", got?.Late), ("override", got?.Override),
            ("lost", got?.Lost), ("unknown", got?.Unknown), ("skipped", got?.Skipped),
        ];
        return counters.Select(one => want.OptionalWhole(one.Name) is { } count && count != one.Got ? $"summary.{one.Name}: want {count}, got {one.Got}" : null)
            .ToArray().FirstOrDefault(static difference => difference is not null);
    });

    private static string Publish(Node node, OwnershipReader reader)
    {
        var field = OwnershipReader.Field(node);
        return Line(node.Text("target"), node.Text("kind"), field, reader.Value(node, "value", field));
    }

    private static string Drift(Node node, OwnershipReader reader)
    {
        var field = OwnershipReader.Field(node);
        var (expected, found) = (reader.Value(node, "expected", field), reader.Value(node, "found", field));
        return $"{field} at {node.Text("system")}: {expected.Canonical} / {found.Canonical} {node.Text("class")} {node.Text("action")}";
    }

    // An override's entry names no field; the type of its values is that of the override found under its id.
    private static string Expired(Node node, OwnershipOutcome got, OwnershipReader reader)
    {
        var id = node.Text("override");
        return $"{id} {reader.Value(node, "restored", FieldOf(id, got)).Canonical}";
    }

    private static string Pending(Node node, OwnershipOutcome got, OwnershipReader reader)
    {
        var id = node.Text("override");
        var field = FieldOf(id, got);
        return $"{id} {reader.Value(node, "ownerValue", field).Canonical} {reader.Value(node, "effective", field).Canonical}";
    }

    private static FieldKey FieldOf(string id, OwnershipOutcome got) => got.State.Overrides.GetValueOrDefault(id)?.Field ?? default;

    private static string Line(string target, string kind, FieldKey field, FieldValue value) => $"{kind} {field} to {target} = {value.Canonical}";
}
