using System.Globalization;
using System.Text.Json;
using ErpSync.Finance.Accounts;
using ErpSync.Finance.Journal;
using ErpSync.Golden.Runner;

namespace ErpSync.Golden.Finance;

/// <summary>Compares the result of one event: outcome, exception codes, and journals in any order by projection onto the stated dimensions.</summary>
internal static class JournalMatch
{
    public static string? Result(JsonElement want, JournalResult got, FinanceSetup setup)
    {
        var (happened, outcome, codes, journals) = new Node(want, "result").Read(static node => (
            node.Text("event"), node.Text("outcome"),
            node.List("exceptions", static one => one.Text("code")).Order(StringComparer.Ordinal).ToArray(),
            node.Find("journals")?.EnumerateArray().ToArray() ?? []));
        if (happened != got.Event)
        {
            return $"event: want {happened}, got {got.Event}";
        }

        if (outcome != got.Outcome.ToString())
        {
            return $"outcome: want {outcome} [{string.Join(", ", codes)}], got {got.Outcome} [{string.Join(", ", got.Exceptions)}]";
        }

        if (!codes.SequenceEqual(got.Exceptions.Order(StringComparer.Ordinal)))
        {
            return $"exceptions: want [{string.Join(", ", codes)}], got [{string.Join(", ", got.Exceptions)}]";
        }

        var left = got.Journals.ToList();
        foreach (var journal in journals)
        {
            var expected = JournalView.Of(journal);
            var candidates = left.Where(one => one.Doc == journal.GetProperty("doc").GetString()).ToArray();
            if (candidates.Length == 0)
            {
                return $"journal {expected.Head}: want it, got {string.Join(", ", left.Select(static one => one.Doc))}";
            }

            var match = candidates.FirstOrDefault(one => JournalView.Of(one, setup, expected).Difference(expected) is null);
            if (match is null)
            {
                return $"journal {expected.Head}: {JournalView.Of(candidates[0], setup, expected).Difference(expected)}";
            }

            left.Remove(match);
        }

        return left.Count == 0 ? null : $"journal {left[0].Doc}: want none, got {string.Join(", ", left[0].Lines.Select(static line => $"{line.Role} {line.Amount.ToString(CultureInfo.InvariantCulture)}"))}";
    }

    /// <summary>A journal reduced to what is compared.</summary>
    private sealed class JournalView
    {
        private readonly Dictionary<string, string[]> _dimensions = [];
        private readonly SortedDictionary<string, (decimal Amount, decimal? Transaction)> _lines = new(StringComparer.Ordinal);
        private readonly SortedDictionary<string, (decimal Base, decimal Amount)> _taxes = new(StringComparer.Ordinal);

        public required string Head { get; init; }

        public static JournalView Of(JsonElement journal)
        {
            var view = new JournalView { Head = new Node(journal, "journal").Read(ReadHead) };
            var lines = journal.GetProperty("lines").EnumerateArray().Select(static line => new Node(line, "line").Read(ReadLine)).ToArray();
            foreach (var line in lines)
            {
                var names = line.Dimensions.Keys.Concat(view._dimensions.GetValueOrDefault(line.Role) ?? []).Distinct().Order(StringComparer.Ordinal).ToArray();
                view._dimensions[line.Role] = names;
            }

            foreach (var line in lines)
            {
                view.Add(line.Role, line.Dimensions.GetValueOrDefault, line.Amount, line.Transaction);
            }

            if (journal.TryGetProperty("taxEntries", out var taxes))
            {
                foreach (var tax in taxes.EnumerateArray())
                {
                    new Node(tax, "taxEntry").Read(entry =>
                    {
                        view.AddTax(entry.Text("taxCode"), entry.Text("jurisdiction"), entry.Number("rate"), entry.Text("liable"), entry.Number("base"), entry.Number("amount"));
                        return true;
                    });
                }
            }

            return view;
        }

        public static JournalView Of(JournalEntry journal, FinanceSetup setup, JournalView like)
        {
            var view = new JournalView { Head = Describe(journal) };
            foreach (var pair in like._dimensions)
            {
                view._dimensions[pair.Key] = pair.Value;
            }

            decimal? Transaction(JournalLine line) => journal.Currency == setup.FunctionalCurrency ? null : line.TransactionAmount;
            foreach (var line in journal.Lines)
            {
                view.Add(line.Role.ToString(), line.Dimensions.Get, line.Amount, Transaction(line));
            }

            foreach (var tax in journal.TaxEntries)
            {
                view.AddTax(tax.TaxCode, tax.Jurisdiction, tax.Rate, tax.IsFacilitator ? "Facilitator" : "Seller", tax.Base, tax.Amount);
            }

            return view;
        }

        public string? Difference(JournalView want)
        {
            if (Head != want.Head)
            {
                return $"want {want.Head}, got {Head}";
            }

            return Compare("line", want._lines, _lines, static value => value is (0m, null or 0m)) ?? Compare("tax", want._taxes, _taxes, static value => value == default);
        }

        private static string? Compare<T>(string what, IReadOnlyDictionary<string, T> want, IReadOnlyDictionary<string, T> got, Func<T, bool> empty)
        {
            foreach (var (key, value) in want)
            {
                if (!empty(value) && (!got.TryGetValue(key, out var found) || !Equals(found, value)))
                {
                    return $"{what} {key}: want {value}, got {(got.TryGetValue(key, out var other) ? other : "nothing")}; all: {string.Join(" ", got)}";
                }
            }

            var extra = got.FirstOrDefault(pair => !empty(pair.Value) && !want.ContainsKey(pair.Key));
            return extra.Key is null ? null : $"{what} {extra.Key}: want nothing, got {extra.Value}";
        }

        private void Add(string role, Func<string, string?> dimension, decimal amount, decimal? transaction)
        {
            var names = _dimensions.GetValueOrDefault(role) ?? [];
            var key = role + "(" + string.Join(",", names.Select(name => $"{name}={dimension(name)}")) + ")";
            var before = _lines.TryGetValue(key, out var known) ? known : (0m, transaction is null ? null : 0m);
            _lines[key] = (before.Amount + amount, transaction is null ? null : before.Transaction + transaction);
        }

        private void AddTax(string code, string jurisdiction, decimal rate, string liable, decimal taxBase, decimal amount) =>
            _taxes[$"{code}/{jurisdiction}/{(rate / 1.0000000000m).ToString("G", CultureInfo.InvariantCulture)}/{liable}"] = (taxBase, amount);

        private static (string Role, Dictionary<string, string> Dimensions, decimal Amount, decimal? Transaction) ReadLine(Node node)
        {
            var role = node.Choice<AccountRole>("role").ToString();
            var dimensions = node.Table("dims", static (value, _) => value.GetString()!).ToDictionary(static pair => pair.Key, static pair => pair.Value);
            var amount = node.OptionalNumber("debit") ?? -node.Number("credit");
            _ = node.Find("credit");
            var debit = node.OptionalNumber("txnDebit");
            var credit = node.OptionalNumber("txnCredit");
            return (role, dimensions, amount, debit ?? -credit);
        }

        private static string ReadHead(Node node)
        {
            _ = node.Get("lines");
            _ = node.Find("taxEntries");
            static string? Ref(Node? target) => target?.Read(static one => $"{one.Text("event")}/{one.Text("doc")}");
            var group = node.OptionalChild("group")?.Read(static one => $"{one.Text("channel")}/{one.Text("gateway")}");
            return Describe(node.Text("doc"), node.Text("currency"), node.Text("documentDate"), node.Text("postingDate"), node.OptionalText("lateFor"), node.Flag("forced"), group,
                Ref(node.OptionalChild("reverses")), Ref(node.OptionalChild("corrects")));
        }

        private static string Describe(JournalEntry journal) => Describe(
            journal.Doc, journal.Currency.Code, Date(journal.DocumentDate), Date(journal.PostingDate), journal.LateFor, journal.IsForced,
            journal.Group is { } group ? $"{group.Channel}/{group.Gateway}" : null,
            journal.Reverses is { } reversed ? $"{reversed.Event}/{reversed.Doc}" : null,
            journal.Corrects is { } corrected ? $"{corrected.Event}/{corrected.Doc}" : null);

        private static string Describe(
            string doc, string currency, string documentDate, string postingDate, string? lateFor, bool forced, string? group, string? reverses, string? corrects) =>
            $"{doc} {currency} {documentDate} {postingDate} late={lateFor} forced={forced} group={group} reverses={reverses} corrects={corrects}";

        private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
