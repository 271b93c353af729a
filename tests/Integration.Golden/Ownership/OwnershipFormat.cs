using System.Text.Json;
using ErpSync.Golden.Runner;
using ErpSync.Ownership;

namespace ErpSync.Golden.Ownership;

/// <summary>Cases of <c>erpsync-golden/ownership@1</c>: load a policy, run steps, compare what each came to.</summary>
public sealed class OwnershipFormat : IGoldenFormat
{
    public string Name => "erpsync-golden/ownership@1";

    public string? Run(JsonElement content) => new Node(content, "case").Read(static node =>
    {
        _ = node.Text("id");
        _ = node.OptionalText("title");
        _ = node.OptionalText("why");
        var reader = new OwnershipReader(node.Child("given"));
        var expect = node.Child("expect");
        var report = AuthorityMap.Check(reader.Policy, reader.Schema, reader.Systems);
        var loaded = report.Errors.Count == 0;
        var difference = expect.OptionalChild("load") is { } load ? load.Read(wanted => LoadMatch.Find(wanted, report))
            : loaded ? null : $"load: refused with {string.Join(", ", report.Errors.Select(static error => error.Code))}";
        if (difference is not null || !loaded)
        {
            _ = node.Find("steps");
            return difference;
        }

        var run = new OwnershipRun(reader);
        var steps = node.List("steps", run.Step);
        return steps.FirstOrDefault(static step => step is not null) ?? expect.Read(run.Final);
    });
}
