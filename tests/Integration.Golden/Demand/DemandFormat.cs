using System.Text.Json;
using ErpSync.Demand;
using ErpSync.Golden.Runner;

namespace ErpSync.Golden.Demand;

/// <summary>Cases of <c>erpsync-golden/demand@1</c>: facts, instants of builds, and the rows that result.</summary>
public sealed class DemandFormat : IGoldenFormat
{
    public string Name => "erpsync-golden/demand@1";

    public string? Run(JsonElement content) => new Node(content, "case").Read(static node =>
    {
        _ = node.Text("id");
        _ = node.OptionalText("title");
        _ = node.OptionalText("why");
        var (setup, builds) = node.Child("given").Read(DemandReader.Given);
        var facts = node.List("steps", DemandReader.Fact);
        var dataset = new DemandDataset(DemandReader.WithDefaultChannels(setup, facts));
        foreach (var fact in facts)
        {
            dataset.Add(fact);
        }

        foreach (var build in builds)
        {
            dataset.Build(build);
        }

        return node.Child("expect").Read(expect => DemandMatch.Find(expect, dataset));
    });
}
