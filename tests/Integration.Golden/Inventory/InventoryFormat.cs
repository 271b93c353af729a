using System.Text.Json;
using ErpSync.Golden.Runner;

namespace ErpSync.Golden.Inventory;

/// <summary>Cases of <c>erpsync-golden/inventory@1</c>: steps on a stock ledger, compared after each.</summary>
public sealed class InventoryFormat : IGoldenFormat
{
    public string Name => "erpsync-golden/inventory@1";

    public string? Run(JsonElement content)
    {
        var (given, steps, expect) = new Node(content, "case").Read(static node =>
        {
            _ = node.Text("id");
            _ = node.OptionalText("title");
            _ = node.OptionalText("why");
            return (node.OptionalChild("given")?.Read(GivenReader.Read) ?? GivenReader.Read(new Node(JsonDocument.Parse("{}").RootElement, "given")), node.Find("steps"), node.Find("expect"));
        });
        var run = new CaseRun(given);
        var index = 0;
        foreach (var step in steps?.EnumerateArray().AsEnumerable() ?? [])
        {
            if (run.Step(step, $"steps[{index++}]") is { } difference)
            {
                return difference;
            }
        }

        return expect is { } last ? run.Compare(last, "expect") : null;
    }
}
