using System.Text.Json;
using ErpSync.Golden.Runner;
using ErpSync.Inventory;

namespace ErpSync.Golden.Inventory;

/// <summary>A case under way. A fresh copy of its state is made by doing the steps so far once more: the library has no random parts.</summary>
internal sealed class CaseRun(Given given)
{
    private readonly List<(string Name, JsonElement Step)> _done = [];
    private CaseState _state = new(given);

    public string? Step(JsonElement step, string path)
    {
        var (name, outcome, expect) = new Node(step, path).Read(node => Do(node, step));
        if (outcome.Result.Length == 0)
        {
            return $"{path} {name}: {outcome.Reason}";
        }

        return expect is { } wanted && StateCompare.Find(new Node(wanted, $"{path} {name}"), _state, outcome) is { } difference
            ? difference
            : Check() is { } broken ? $"{path} {name}: {broken}" : null;
    }

    public string? Compare(JsonElement expect, string path) => StateCompare.Find(new Node(expect, path), _state, null);

    private (string Name, StepOutcome Outcome, JsonElement? Expect) Do(Node node, JsonElement step)
    {
        var name = node.Text("do");
        var expect = node.Find("expect");
        if (name == "concurrent")
        {
            return (name, Concurrent(node, expect), expect);
        }

        var outcome = _state.Step(name, node);
        _done.Add((name, step));
        return (name, outcome, expect);
    }

    /// <summary>Invariants that hold after every step of every case: the figures are those of the ledger, and no claim has more or fewer units than were claimed.</summary>
    private string? Check() =>
        StockBalances.Rebuild(_state.Book.Ledger).DifferencesFrom(_state.Book.Balances()) is [var first, ..] ? $"the ledger disagrees: {first}" : null;

    private StepOutcome Concurrent(Node node, JsonElement? expect)
    {
        var repeat = node.OptionalWhole("repeat") ?? 1;
        var branches = node.Get("branches").EnumerateArray().Select(static branch => branch.EnumerateArray().ToArray()).ToArray();
        var at = node.OptionalInstant("at");
        _ = node.OptionalText("eventId");
        var wanted = expect?.TryGetProperty("outcomes", out var stated) == true ? GivenReader.Numbers(stated) : null;
        IReadOnlyDictionary<string, int> outcomes = new Dictionary<string, int>();
        for (var i = 0; i < repeat; i++)
        {
            _state = Copy();
            if (at is not null)
            {
                _state.Book.Apply(new InventoryEvent.TimePassed { At = at });
            }

            outcomes = RunBranches(branches);
            if (wanted is not null && (outcomes.Count != wanted.Count || outcomes.Any(entry => wanted.GetValueOrDefault(entry.Key) != entry.Value)))
            {
                return new StepOutcome("") { Reason = $"run {i + 1} of {repeat} gave {string.Join(", ", outcomes.Select(static entry => $"{entry.Key} {entry.Value}"))}" };
            }
        }

        return new StepOutcome("Ok") { Outcomes = outcomes };
    }

    private Dictionary<string, int> RunBranches(JsonElement[][] branches)
    {
        var state = _state;
        var results = new string[branches.Length];
        using var start = new Barrier(branches.Length);
        var threads = branches.Select((branch, index) => new Thread(() =>
        {
            start.SignalAndWait();
            foreach (var step in branch)
            {
                results[index] = new Node(step, $"branches[{index}]").Read(node =>
                {
                    _ = node.Find("expect");
                    return state.Step(node.Text("do"), node).Result;
                });
            }
        })).ToList();
        threads.ForEach(static thread => thread.Start());
        threads.ForEach(static thread => thread.Join());
        return results.GroupBy(static result => result, StringComparer.Ordinal).ToDictionary(static group => group.Key, static group => group.Count(), StringComparer.Ordinal);
    }

    private CaseState Copy()
    {
        var copy = new CaseState(given);
        foreach (var (name, step) in _done)
        {
            copy.Step(name, new Node(step, name));
        }

        return copy;
    }
}
