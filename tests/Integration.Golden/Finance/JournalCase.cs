using System.Globalization;
using System.Text.Json;
using ErpSync.Finance.Journal;
using ErpSync.Golden.Runner;

namespace ErpSync.Golden.Finance;

/// <summary>Runs a journal case: replay the events, compare results, balances and orders.</summary>
internal static class JournalCase
{
    public static string? Run(JsonElement content)
    {
        var (given, events) = new Node(content, "case").Read(static node =>
        {
            _ = node.Text("id");
            _ = node.OptionalText("title");
            _ = node.OptionalText("why");
            _ = node.Text("kind");
            _ = node.Get("expect");
            return (node.Child("given").Read(FinanceReader.Read), node.List("events", EventReader.Read));
        });
        var journal = new ExpectedJournal(given.Setup, given.Orders);
        var results = events.Select(journal.Apply).ToArray();
        return new Node(content.GetProperty("expect"), "expect").Read(expect => Compare(expect, journal, results, given.Setup));
    }

    private static string? Compare(Node expect, ExpectedJournal journal, JournalResult[] results, FinanceSetup setup)
    {
        var wanted = expect.Get("results");
        var balances = expect.Get("balances");
        var orders = expect.Get("orders");
        var asOf = expect.Find("asOf");
        if (wanted.GetArrayLength() != results.Length)
        {
            return $"results: want {wanted.GetArrayLength()}, got {results.Length}";
        }

        for (var i = 0; i < results.Length; i++)
        {
            if (JournalMatch.Result(wanted[i], results[i], setup) is { } difference)
            {
                return $"results[{i}] {results[i].Event}: {difference}";
            }
        }

        return Balances(balances, journal, null) ?? Orders(orders, journal) ?? AsOf(asOf, journal);
    }

    private static string? AsOf(JsonElement? asOf, ExpectedJournal journal)
    {
        foreach (var entry in asOf?.EnumerateArray().AsEnumerable() ?? [])
        {
            if (Balances(entry.GetProperty("balances"), journal, Node.ParseDate(entry.GetProperty("date").GetString()!)) is { } difference)
            {
                return $"as of {entry.GetProperty("date").GetString()}: {difference}";
            }
        }

        return null;
    }

    private static string? Balances(JsonElement wanted, ExpectedJournal journal, DateOnly? asOf)
    {
        var found = journal.Balances(asOf).ToDictionary(static pair => pair.Key.ToString(), static pair => pair.Value);
        foreach (var balance in wanted.EnumerateObject())
        {
            var want = Node.ParseNumber(balance.Value);
            if (found.GetValueOrDefault(balance.Name) != want)
            {
                return $"balances.{balance.Name}: want {Text(want)}, got {Text(found.GetValueOrDefault(balance.Name))}";
            }
        }

        var extra = found.FirstOrDefault(pair => pair.Value != 0m && !wanted.TryGetProperty(pair.Key, out _));
        return extra.Key is null ? null : $"balances.{extra.Key}: want nothing, got {Text(extra.Value)}";
    }

    private static string? Orders(JsonElement wanted, ExpectedJournal journal)
    {
        foreach (var order in wanted.EnumerateObject())
        {
            if (journal.BalancesOf(order.Name) is not { } found)
            {
                return $"orders.{order.Name}: not known";
            }

            foreach (var value in order.Value.EnumerateObject())
            {
                var got = value.Name switch
                {
                    "ar" => found.Ar,
                    "contractLiability" => found.ContractLiability,
                    "overpayments" => found.Overpayments,
                    "openAuthorisation" => found.OpenAuthorisation,
                    _ => throw new GoldenFormatException($"orders.{order.Name}: unknown key '{value.Name}'"),
                };
                if (got != Node.ParseNumber(value.Value))
                {
                    return $"orders.{order.Name}.{value.Name}: want {value.Value}, got {Text(got)}";
                }
            }
        }

        return null;
    }

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
