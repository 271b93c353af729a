using ErpSync.Golden.Runner;
using ErpSync.Ownership;

namespace ErpSync.Golden.Ownership;

/// <summary>Runs the steps of a case and compares what is left at the end.</summary>
internal sealed class OwnershipRun(OwnershipReader reader)
{
    private readonly AuthorityEngine _engine = new(AuthorityMap.Load(reader.Policy, reader.Schema, reader.Systems));
    private OwnershipState _state = reader.State;

    /// <summary>Runs one step; null when it came to what is expected.</summary>
    public string? Step(Node node)
    {
        var outcome = _engine.Apply(_state, StepReader.Read(node, reader));
        _state = outcome.State;
        var difference = node.Child("expect").Read(expect => StepMatch.Find(expect, outcome, reader));
        return difference is null ? null : $"{node.Path} {node.Text("do")}: {difference}";
    }

    /// <summary>Compares fields, states and proposals after the last step.</summary>
    public string? Final(Node expect)
    {
        _ = expect.Find("load");
        return First(expect.List("fields", Field)) ?? First(expect.List("states", State)) ?? Proposals(expect);
    }

    private string? Field(Node node)
    {
        var key = OwnershipReader.Field(node);
        var field = _state.Find(key) ?? new FieldState();
        string? Same(string name, FieldValue got)
        {
            var want = reader.Value(node, name, key);
            return !node.Names(name) || want.Equals(got) ? null : $"{node.Path} {key} {name}: want {want}, got {got}";
        }

        var version = node.OptionalLong("version");
        return Same("value", field.EffectiveValue)
            ?? Same("ownerValue", field.OwnerValue)
            ?? (!node.Names("version") || version == field.Version?.Number ? null : $"{key} version: want {version}, got {field.Version?.Number}")
            ?? (node.OptionalWhole("ignored") is not { } ignored || ignored == field.Ignored ? null : $"{key} ignored: want {ignored}, got {field.Ignored}")
            ?? (node.OptionalFlag("escalated") is not { } escalated || escalated == field.IsEscalated ? null : $"{key} escalated: want {escalated}, got {field.IsEscalated}");
    }

    private string? State(Node node)
    {
        var key = new RecordKey(node.Text("entity"), node.Text("key"));
        var want = node.OptionalText("state");
        var got = _state.Records.GetValueOrDefault(key)?.State;
        return want == got ? null : $"{key} state: want {want}, got {got}";
    }

    private string? Proposals(Node expect)
    {
        if (!expect.Names("proposals"))
        {
            return null;
        }

        var want = string.Join(" | ", expect.List("proposals", node =>
        {
            var key = OwnershipReader.Field(node);
            return Text(node.Text("id"), node.Text("kind"), key, node.Text("writer"), reader.Value(node, "value", key), node.Text("code"), node.Text("status"));
        }));
        var got = string.Join(" | ", _state.Proposals.Select(static one =>
            Text(one.Id, one.Kind.ToString(), one.Field, one.Writer, one.Value, one.Code, one.Status.ToString())));
        return want == got ? null : $"proposals: want {want}, got {got}";
    }

    private static string Text(string id, string kind, FieldKey key, string writer, FieldValue value, string code, string status) =>
        $"{id} {kind} {key} by {writer} = {value.Canonical} {code} {status}";

    private static string? First(IEnumerable<string?> differences) => differences.FirstOrDefault(static difference => difference is not null);
}
