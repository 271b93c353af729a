using ErpSync.Golden.Runner;
using ErpSync.Inventory;

namespace ErpSync.Golden.Inventory;

/// <summary>The book of a case and the shops around it.</summary>
internal sealed class CaseState
{
    private readonly Given _given;

    public CaseState(Given given)
    {
        _given = given;
        Book = new InventoryBook(given.Setup, given.Opening);
        Shop = new SimulatedShop(given, Book);
    }

    public InventorySetup Setup => _given.Setup;

    public InventoryBook Book { get; }

    public SimulatedShop Shop { get; }

    public StepOutcome Step(string name, Node node)
    {
        if (Shop.Step(name, node) is { } ofShop)
        {
            return ofShop;
        }

        if (StepReader.Read(name, node, Setup.Policies) is { } happened)
        {
            return Outcome(Shop.Apply(happened)) with { Subject = Subject(node) };
        }

        var passed = Outcome(Book.Apply(TimeStep(name, node)));
        return name switch
        {
            "advanceTime" or "fillBackorders" => passed,
            "stuckReport" => passed with { Stuck = Book.Figures.StuckClaims() },
            "rank" => passed with { Rank = Book.Figures.Rank(node.OptionalText("pool") ?? StockPool.DefaultName) },
            "plan" => Plan(node, passed),
            _ => throw node.Error($"unknown step '{name}'"),
        };
    }

    private InventoryEvent.TimePassed TimeStep(string name, Node node)
    {
        var at = node.OptionalInstant("at");
        if (name == "advanceTime")
        {
            at = node.OptionalInstant("to") ?? at;
            if (node.OptionalNumber("minutes") is { } minutes)
            {
                at = (at ?? Book.Now) + TimeSpan.FromTicks((long)(minutes * TimeSpan.TicksPerMinute));
            }
        }

        return new InventoryEvent.TimePassed { At = at, Id = node.OptionalText("eventId") };
    }

    private StepOutcome Plan(Node node, StepOutcome passed)
    {
        var plan = Book.Plan(
            node.List("lines", StepReader.Line), node.OptionalText("pool") ?? StockPool.DefaultName, PolicyReader.Allocation(node, Setup.Policies.Allocation));
        return passed with { Result = plan.Outcome.ToString(), Allocation = plan };
    }

    private static string? Subject(Node node) => node.OptionalText("order") ?? node.OptionalText("cart") ?? node.OptionalText("intent");

    private static StepOutcome Outcome(InventoryResult result) => new(result.Outcome.ToString())
    {
        Reason = result.Reason?.ToString(),
        Enough = result.Enough,
        Rejected = result.Rejected,
        Issues = result.Issues,
        Allocation = result.Allocation,
    };
}
