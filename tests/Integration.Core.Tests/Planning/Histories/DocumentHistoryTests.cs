using System.Globalization;
using ErpSync.Finance.Accounts;
using ErpSync.Finance.Histories;
using ErpSync.Finance.Journal;
using ErpSync.Model;
using ErpSync.Planning.Documents;
using ErpSync.Planning.Documents.Settings;
using ErpSync.Planning.Documents.Stages;
using Xunit.Abstractions;

namespace ErpSync.Core.Tests.Planning.Histories;

/// <summary>
/// Edits, captures, partial shipments, several refunds, pending money and cancellations in any order of arrival, looked at whenever: the books end the same.
/// <c>ERPSYNC_DOCUMENT_HISTORIES=10000</c> plays ten thousand; a failure names the seed and <c>ERPSYNC_DOCUMENT_SEED=N</c> plays that one alone.
/// </summary>
public sealed class DocumentHistoryTests(ITestOutputHelper output)
{
    private const int Orders = 2_000;
    private const int Schedules = 3;
    private const int MostRounds = 8;
    private static readonly DateTimeOffset Now = Planning.Orders.Placed.AddDays(8);
    private static readonly DocumentPlanner Planner = new(new DocumentStages { Items = new SkuIsItem() });
    private static readonly DocumentSettings Settings = new() { SuggestPayments = true };

    [Fact]
    public void Books_are_the_same_whatever_became_known_first()
    {
        var (seed, count) = (Setting("ERPSYNC_DOCUMENT_SEED") ?? 1, Setting("ERPSYNC_DOCUMENT_SEED") is null ? Setting("ERPSYNC_DOCUMENT_HISTORIES") ?? Orders : 1);
        output.WriteLine($"Seeds {seed} to {seed + count - 1}.");
        var held = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var i = seed; i < seed + count; i++)
        {
            try
            {
                Play(i, held);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Seed {i}: {failure.Message}", failure);
            }
        }

        output.WriteLine($"{count} histories in {Schedules} orders of arrival each; for a person were {string.Join(", ", held.Select(static pair => $"{pair.Value} × {pair.Key}"))}.");
        held.Values.Sum().Should().BeLessThan(count * Schedules / 20, "most of what is played needs nobody");
    }

    private static void Play(int seed, SortedDictionary<string, int> held)
    {
        var history = new ShopHistory(seed);
        var whole = history.At([.. history.Facts]);
        var wanted = whole.CancelledAt is null ? whole.Totals.Current.Shop.Amount - history.Beyond : 0m;
        for (var schedule = 0; schedule < Schedules; schedule++)
        {
            var books = new ErpBooks();
            var holds = Arrive(history, books, new Random((seed * 31) + schedule));
            if (holds.Count > 0)
            {
                held[holds[0].Code] = held.GetValueOrDefault(holds[0].Code) + 1;
                continue;
            }

            books.Standing.Should().Be(wanted, "the documents are worth what the shop says (schedule {0})", schedule);
            foreach (var line in whole.Lines.Where(_ => whole.CancelledAt is null))
            {
                books.UnitsOf(line.Id).Should().Be(line.CurrentQuantity, "units of {0} (schedule {1})", line.Id, schedule);
            }
        }

        CheckJournal(history, whole, wanted);
    }

    /// <summary>Facts become known one by one; the planner looks now and then, the warehouse and the posting work now and then; at the end everything settles.</summary>
    private static IReadOnlyList<DocumentHold> Arrive(ShopHistory history, ErpBooks books, Random chance)
    {
        Fact[] facts = [.. history.Facts];
        chance.Shuffle(facts);
        var known = new List<Fact>();
        if (history.HasAdjustments || chance.Next(3) == 0)
        {
            Look(history, books, known, chance);
        }

        foreach (var fact in facts)
        {
            known.Add(fact);
            if (fact is Fact.Posted parcel)
            {
                // Goods leave only for an order that is as the buyer wants it.
                books.Ship(parcel.Units);
            }

            if (chance.Next(2) == 0)
            {
                Look(history, books, known, chance);
            }
        }

        for (var round = 0; round < MostRounds; round++)
        {
            books.Work(drafts: true);
            var plan = Look(history, books, known, chance);
            if (plan.Documents.Count == 0 && round > 1)
            {
                Look(history, books, known, chance).Documents.Should().BeEmpty("planning again changes nothing");
                return plan.Holds;
            }
        }

        throw new InvalidOperationException("The plan does not come to rest.");
    }

    private static DocumentPlan Look(ShopHistory history, ErpBooks books, IReadOnlyList<Fact> known, Random chance)
    {
        var order = history.At([.. known]);
        OrderMoney.Check(order).Should().BeEmpty("the shop's own order ties");
        var plan = Plan(order, books);
        Describe(Plan(Shuffled(order, chance), books)).Should().Be(Describe(plan), "the order in which facts are listed says nothing");
        foreach (var planned in plan.Documents)
        {
            books.Write(planned);
        }

        books.Settle(plan.Payments);
        books.Work(drafts: chance.Next(2) == 0);
        return plan;
    }

    private static DocumentPlan Plan(Order order, ErpBooks books) => Planner.Plan(new DocumentPlanRequest(order, [.. books.Written], Settings, Now));

    private static string Describe(DocumentPlan plan) => string.Join('\n',
    [
        .. plan.Documents.Select(Describe).Order(StringComparer.Ordinal),
        .. plan.Holds.Select(static hold => hold.Message).Order(StringComparer.Ordinal),
        .. plan.Payments.Select(static payment => $"{payment.TransactionId} {payment.Applied}").Order(StringComparer.Ordinal),
    ]);

    private static string Describe(PlannedDocument planned)
    {
        var lines = string.Join(',', planned.Document.Lines.Select(static line => $"{line.SourceLine}:{line.Quantity}:{line.Amount}"));
        return $"{planned.Action} {planned.Document.Kind} {planned.Document.Source} {planned.Document.Totals.Gross} {lines}";
    }

    /// <summary>Payments keep their order: which of two settles a document first is the shop's to say.</summary>
    private static Order Shuffled(Order order, Random chance)
    {
        T[] Mixed<T>(IEnumerable<T> items)
        {
            T[] mixed = [.. items];
            chance.Shuffle(mixed);
            return mixed;
        }

        return order with { Refunds = Mixed(order.Refunds), Fulfilments = Mixed(order.Fulfilments), Returns = Mixed(order.Returns) };
    }

    /// <summary>The expected journal comes to the same: what is invoiced less what is credited, and every account closes.</summary>
    private static void CheckJournal(ShopHistory history, Order order, decimal wanted)
    {
        var accounts = new AccountLookup(null, Enum.GetValues<AccountRole>().ToDictionary(static role => role, static role => role.ToString()));
        var setup = new FinanceSetup { CompanyId = "C", FunctionalCurrency = Planning.Orders.Eur };
        var books = new OrderBookkeeper(setup, new OrderHistorySettings(), accounts).Of(order);
        books.Problems.Should().BeEmpty("everything that happened can be booked");
        books.Journals.Sum(static journal => Math.Abs(journal.Lines.Sum(static line => line.Amount))).Should().Be(0m);
        var standing = -books.Postings.Where(static posting => posting.Journal.Doc is "Invoice" or "CreditMemo" && posting.Line.Role is not (AccountRole.AR or AccountRole.ContractLiability)).Sum(static posting => posting.Line.Amount);
        standing.Should().Be(history.IsCancelled ? 0m : wanted, "the journal is worth what the documents are");
    }

    private static int? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    private sealed class SkuIsItem : IItemMapping
    {
        public ItemTarget? Map(OrderLine line, DocumentSettings settings) => line.Sku is { } sku ? new ItemTarget(sku) : null;
    }
}
