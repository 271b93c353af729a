using CsCheck;
using ErpSync.Finance.Accounts;
using ErpSync.Finance.Journal;
using ErpSync.Finance.Orders;
using ErpSync.Finance.Policies;
using ErpSync.Model;

namespace ErpSync.Core.Tests.Finance;

/// <summary>J1 to J10 over generated histories. A failure names its seed and shrinks; <c>ERPSYNC_HISTORIES=10000</c> plays ten thousand.</summary>
public sealed class JournalInvariantTests
{
    [Fact]
    public void Invariants_hold_after_every_event_of_any_history() =>
        Gen.Select(Histories.AnyOrders, Histories.AnyPolicies, Histories.AnySteps, Gen.Bool).Sample(
            static (orders, policies, steps, foreign) =>
            {
                var functional = foreign && policies.TaxPoint == TaxPoint.Supply ? Currency.FromCode("USD") : Histories.Eur;
                var journal = new ExpectedJournal(new FinanceSetup { CompanyId = "C", FunctionalCurrency = functional, Policies = policies }, orders);
                var history = new History(journal, orders);
                var sums = new JournalSums();
                foreach (var step in steps)
                {
                    var posted = journal.Journals.ToArray();
                    if (history.Do(step) is not { } done)
                    {
                        continue;
                    }

                    KeepWhatWasPosted(posted, journal);
                    KnowTheEvent(journal, done.Event, done.Result);
                    Balance(journal, posted.Length, sums);
                    Agree(journal, orders, history, sums);
                    Count(orders, history, policies, sums);
                    if (functional == Histories.Eur)
                    {
                        Equal(journal.Balances().GetValueOrDefault(AccountRole.GatewayClearing), history.OwedByGateway, "J5");
                    }
                }
            },
            iter: Histories.Count);

    [Fact]
    public void Tax_of_a_marketplace_washes_out_whatever_is_credited() =>
        Gen.Select(Gen.Int[1, 9_999].Array[1, 4], Gen.Int[0, 5].Array[0, 6], Gen.Enum<FacilitatorMethod>()).Sample(
            static (cents, credits, method) =>
            {
                var lines = cents.Index().Select(static line => new FinanceLine
                {
                    Id = $"L{line.Index}",
                    Kind = FinanceLineKind.Product,
                    Quantity = 2m,
                    UnitPrice = line.Item / 100m,
                    TaxLines = [new FinanceTax("MP", "US-CA", 0.0825m, null, true)],
                }).ToArray();
                var total = lines.Sum(static line => (2m * line.UnitPrice) + Histories.Eur.Round(2m * line.UnitPrice * 0.0825m));
                var order = new FinanceOrder
                {
                    Id = "1001",
                    ShopCurrency = Histories.Eur,
                    PresentmentCurrency = Histories.Eur,
                    DocumentCurrency = Histories.Eur,
                    Total = total,
                    Lines = lines,
                };
                var setup = new FinanceSetup
                {
                    CompanyId = "C",
                    FunctionalCurrency = Histories.Eur,
                    Policies = new FinancePolicies { FacilitatorMethod = method },
                    Gateways = new Dictionary<string, GatewayKind> { ["amazon"] = GatewayKind.Marketplace },
                };
                var journal = new ExpectedJournal(setup, [order]);
                journal.Apply(new FinanceEvent.Sale([new TenderPart(total, "amazon", "P1", null, null)], []) { Id = "S", At = Histories.Start, Order = "1001" }).Outcome.Should().Be(JournalOutcome.Posted);
                foreach (var (index, which) in credits.Index())
                {
                    journal.Apply(new FinanceEvent.Refunded($"R{index}", [new RefundPart { Kind = RefundPartKind.Line, Line = lines[which % lines.Length].Id, Quantity = 1m, Cause = RefundCause.KeptGoods }], null)
                    {
                        Id = $"C{index}",
                        At = Histories.Start,
                        Order = "1001",
                    });
                    Sum(journal, AccountRole.FacilitatorTaxWash).Should().Be(0m, "J9");
                    Sum(journal, AccountRole.OutputTax).Should().Be(0m, "the marketplace owes it");
                    journal.Balances().Values.Sum().Should().Be(0m);
                }
            },
            iter: Histories.Count);

    private static void KeepWhatWasPosted(JournalEntry[] posted, ExpectedJournal journal) =>
        journal.Journals.Take(posted.Length).Zip(posted).All(static pair => ReferenceEquals(pair.First, pair.Second)).Should().BeTrue("J2: what is posted stays");

    private static void KnowTheEvent(ExpectedJournal journal, FinanceEvent happened, JournalResult result)
    {
        var before = journal.Journals.Count;
        if (result.Outcome is JournalOutcome.Posted or JournalOutcome.NoPosting)
        {
            journal.Apply(happened with { RecordedAt = happened.At.AddDays(1) }).Outcome.Should().Be(JournalOutcome.AlreadyApplied, "J3");
            journal.Apply(happened with { At = happened.At.AddSeconds(1) }).Exceptions.Should().Equal(["PayloadConflict"], "J3");
        }
        else
        {
            result.Journals.Should().BeEmpty("a refused event changes nothing");
        }

        journal.Journals.Count.Should().Be(before);
    }

    private static void Balance(ExpectedJournal journal, int known, JournalSums sums)
    {
        foreach (var entry in journal.Journals.Skip(known))
        {
            sums.Add(entry);
            entry.Lines.Count.Should().BeGreaterThanOrEqualTo(2, "J1");
            Equal(entry.Lines.Sum(static line => line.Amount), 0m, "J1 in the currency of the books");
            Equal(entry.Lines.Sum(static line => line.TransactionAmount), 0m, "J1 in the currency of the document");
        }

        Equal(journal.Balances().Values.Sum(), 0m, "J10");
    }

    private static void Agree(ExpectedJournal journal, FinanceOrder[] orders, History history, JournalSums sums)
    {
        foreach (var order in orders)
        {
            var open = journal.BalancesOf(order.Id)!;
            (open.ContractLiability >= 0m && open.Overpayments >= 0m).Should().BeTrue("J4: {0}", open);
            Equal(sums.OfOrder(AccountRole.ContractLiability, order.Id), -open.ContractLiability, "J4");
            Equal(sums.OfOrder(AccountRole.AR, order.Id), open.Ar, "J4");
            Equal(sums.OfOrder(AccountRole.CustomerOverpayments, order.Id), -open.Overpayments, "overpayments");
        }

        foreach (var (payment, refunded) in history.Refunded)
        {
            refunded.Should().BeLessThanOrEqualTo(history.Captured[payment], "J8");
        }

        Equal(sums.Of(AccountRole.GatewayClearing), history.OwedByGateway, "J5");
        foreach (var (key, gap) in sums.TaxGap)
        {
            Equal(gap, 0m, $"J6 for {key}");
        }
    }

    private static void Count(FinanceOrder[] orders, History history, FinancePolicies policies, JournalSums sums)
    {
        foreach (var line in orders.SelectMany(static order => order.Lines).Where(static line => line.Kind == FinanceLineKind.Product))
        {
            var shipped = history.Shipped.GetValueOrDefault(line.Id);
            (shipped <= line.Quantity).Should().BeTrue("J7");
            (shipped > 0m || !sums.Has(AccountRole.Sales, line.Id)).Should().BeTrue("J7: nothing is sold before it ships");
            if (policies.DamagedCost == DamagedCost.WriteOff)
            {
                var cost = Histories.Eur.Round(line.UnitCost!.Value * shipped) - Histories.Eur.Round(line.UnitCost.Value * history.Returned.GetValueOrDefault(line.Id));
                Equal(sums.OfLine(AccountRole.Cogs, line.Id), cost, "J7");
            }
        }
    }

    private static void Equal(decimal found, decimal wanted, string because)
    {
        if (found != wanted)
        {
            found.Should().Be(wanted, because);
        }
    }

    private static decimal Sum(ExpectedJournal journal, AccountRole role) =>
        journal.Journals.SelectMany(static entry => entry.Lines).Where(line => line.Role == role).Sum(static line => line.Amount);
}
