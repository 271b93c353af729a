using System.Text.Json;
using System.Text.Json.Nodes;
using ErpSync.Golden.Runner;
using ErpSync.Model;
using ErpSync.Planning.Documents;

namespace ErpSync.Golden.Documents;

/// <summary>Refunds, payments, parcels and returns reach the shop's graph in any order: the documents are the same set.</summary>
public sealed class ArrivalOrderTests
{
    private const int Shuffles = 20;

    private static readonly Dictionary<string, GoldenCase> Cases = GoldenCases.Read(GoldenCases.Roots([]), static _ => { })
        .Where(static item => Path.GetDirectoryName(item.File)?.EndsWith("documents", StringComparison.Ordinal) == true).ToDictionary(static item => item.Id, StringComparer.Ordinal);

    public static TheoryData<string> Ids => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Documents_are_the_same_set_in_any_order_of_arrival(string id)
    {
        using var content = JsonDocument.Parse(Cases[id].Text);
        var request = new Node(content.RootElement, "case").Read(DocumentsFormat.ReadCase);
        var wanted = Set(request);
        for (var seed = 1; seed <= Shuffles; seed++)
        {
            Set(request with { Order = Shuffle(request.Order, new Random(seed)) }).Should().Be(wanted, "seed {0}", seed);
        }
    }

    private static Order Shuffle(Order order, Random chance) => order with
    {
        Refunds = Shuffle(order.Refunds, chance),
        Payments = Shuffle(order.Payments, chance),
        Fulfilments = Shuffle(order.Fulfilments, chance),
        Returns = Shuffle(order.Returns, chance),
    };

    private static T[] Shuffle<T>(IReadOnlyList<T> items, Random chance)
    {
        var shuffled = items.ToArray();
        chance.Shuffle(shuffled);
        return shuffled;
    }

    private static string Set(DocumentPlanRequest request)
    {
        var plan = PlanWriter.Write(new DocumentPlanner().Plan(request), false);
        return string.Join('\n', new[] { "documents", "holds", "skipped" }.SelectMany(name => plan[name]!.AsArray().Select(item => name + item!.ToJsonString()).Order(StringComparer.Ordinal)));
    }
}
