using System.Xml;
using ErpSync.Golden.Runner;
using ErpSync.Ownership;

namespace ErpSync.Golden.Ownership;

/// <summary>Reads the steps of a case.</summary>
internal static class StepReader
{
    public static OwnershipStep Read(Node node, OwnershipReader reader)
    {
        var at = node.Instant("at");
        return node.Text("do") switch
        {
            "write" => Write(node, reader, at),
            "ack" => new OwnershipStep.Acknowledge(OwnershipReader.Field(node), node.Text("target")) { At = at },
            "override" => Override(node, reader, at),
            "release" => new OwnershipStep.ReleaseOverride(node.Text("override"), node.Text("actor")) { At = at },
            "transition" => new OwnershipStep.Transition(
                new RecordKey(node.Text("entity"), node.Text("key")), node.Text("to"), Side(node.OptionalChild("outgoing")), Side(node.OptionalChild("incoming")))
            { At = at },
            "answer" => new OwnershipStep.Answer(
                node.Text("proposal"), node.Text("by"), node.Choice<ProposalVerdict>("verdict"), node.OptionalLong("version"), node.OptionalText("reason"))
            { At = at },
            "clear" => new OwnershipStep.Clear(OwnershipReader.Field(node), node.OptionalText("actor")) { At = at },
            "scan" => new OwnershipStep.Scan(node.Text("target"), node.List("reads", read => FieldRead(read, reader))) { At = at },
            "advance" => new OwnershipStep.Advance { At = at },
            var other => throw node.Error($"unknown step '{other}'"),
        };
    }

    private static OwnershipStep.Write Write(Node node, OwnershipReader reader, DateTimeOffset at)
    {
        var field = OwnershipReader.Field(node);
        var writer = node.Text("writer");
        return new OwnershipStep.Write
        {
            At = at,
            Field = field,
            Writer = writer,
            Value = reader.Value(node, "value", field),
            Version = OwnershipReader.Version(node, node.OptionalText("versionDomain") ?? writer),
            Actor = node.OptionalText("actor"),
            EventId = node.OptionalText("eventId"),
            Evidence = OwnershipReader.Evidence(node),
            Scope = node.Table("scope", static (value, _) => value.GetString()!),
            State = node.OptionalText("state"),
        };
    }

    private static OwnershipStep.StartOverride Override(Node node, OwnershipReader reader, DateTimeOffset at)
    {
        var field = OwnershipReader.Field(node);
        return new OwnershipStep.StartOverride(
            node.Text("id"), field, reader.Value(node, "value", field), node.Text("actor"), node.OptionalText("reason"), XmlConvert.ToTimeSpan(node.Text("duration")))
        { At = at };
    }

    private static FieldRead FieldRead(Node node, OwnershipReader reader)
    {
        var field = OwnershipReader.Field(node);
        return new FieldRead(field, reader.Value(node, "value", field));
    }

    private static HandOffSide? Side(Node? node) => node?.Read(static side => new HandOffSide(side.Text("system"), side.OptionalLong("seq")));
}
