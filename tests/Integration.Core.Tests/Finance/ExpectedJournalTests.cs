using CsCheck;
using ErpSync.Finance.Accounts;
using ErpSync.Finance.Journal;
using ErpSync.Finance.Orders;
using ErpSync.Finance.Policies;
using ErpSync.Model;

namespace ErpSync.Core.Tests.Finance;

public sealed class ExpectedJournalTests
{
    private static readonly Currency Eur = Currency.FromCode("EUR");
    private static readonly Currency Usd = Currency.FromCode("USD");
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    private static readonly Gen<FinancePolicies> AnyPolicies = Gen.Select(
        Gen.Enum<DiscountPresentation>(), Gen.Enum<ShippingRecognition>(), Gen.OneOf<InvoiceGranularity>(InvoiceGranularity.PerShipment, InvoiceGranularity.PerOrder),
        Gen.Enum<TaxPoint>(), Gen.Enum<TaxPosting>(), Gen.Enum<ErpTaxRounding>(),
        static (discount, shipping, granularity, point, posting, rounding) => new FinancePolicies
        {
            DiscountPresentation = discount,
            ShippingRecognition = shipping,
            InvoiceGranularity = granularity,
            TaxPoint = point,
            TaxPosting = posting,
            ErpTaxRounding = rounding,
            RoundingCapMinorUnits = 1000,
        });

    private static readonly Gen<FinanceOrder> AnyOrder = Gen.Select(
        Gen.Bool,
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 9_999], Gen.Int[0, 90], Gen.OneOf<decimal>(0m, 0.07m, 0.19m)).Array[1, 3],
        Gen.Int[0, 999],
        static (included, lines, shipping) => Order(included, lines, shipping / 100m));

    private static readonly Gen<(int Kind, int A, int B)[]> AnySteps = Gen.Select(Gen.Int[0, 6], Gen.Int[0, 5], Gen.Int[1, 120]).Array[1, 15];

    [Fact]
    public void Books_balance_and_agree_with_themselves_whatever_happens() =>
        Gen.Select(AnyOrder, AnyPolicies, AnySteps, Gen.Bool).Sample(static (order, policies, steps, foreign) =>
        {
            var setup = new FinanceSetup { CompanyId = "C", FunctionalCurrency = foreign && policies.TaxPoint == TaxPoint.Supply ? Usd : Eur, Policies = policies };
            var journal = new ExpectedJournal(setup, [order]);
            journal.BalancesOf(order.Id).Should().NotBeNull();
            for (var i = 0; i < steps.Length; i++)
            {
                var happened = Step(order, steps[i], i);
                var before = journal.Journals.Count;
                var result = journal.Apply(happened);
                (journal.Journals.Count - before).Should().Be(result.Journals.Count);
                if (result.Outcome is JournalOutcome.Posted or JournalOutcome.NoPosting)
                {
                    journal.Apply(happened).Outcome.Should().Be(JournalOutcome.AlreadyApplied);
                    journal.Apply(happened with { At = happened.At.AddSeconds(1) }).Exceptions.Should().Equal("PayloadConflict");
                }

                Check(journal, order, setup);
            }
        });

    [Fact]
    public void An_order_shipped_and_paid_in_any_parts_leaves_nothing_open() =>
        Gen.Select(AnyOrder, AnyPolicies, Gen.Int[0, 100], Gen.Bool).Sample(static (order, policies, percent, paidFirst) =>
        {
            var journal = new ExpectedJournal(new FinanceSetup { CompanyId = "C", FunctionalCurrency = Eur, Policies = policies }, [order]);
            var first = Eur.Round(order.Total * percent / 100m);
            var payments = new FinanceEvent[]
            {
                new FinanceEvent.Captured("P1", "card", first, null) { Id = "P1", At = Start, Order = order.Id },
                new FinanceEvent.Captured("P2", "card", order.Total - first, null) { Id = "P2", At = Start, Order = order.Id },
            };
            var shipments = order.Lines.Where(static line => line.Kind == FinanceLineKind.Product)
                .Select(line => (FinanceEvent)new FinanceEvent.Shipped([new UnitsPart(line.Id, null, line.Quantity)], [], []) { Id = "S" + line.Id, At = Start, Order = order.Id });
            foreach (var happened in paidFirst ? [.. payments, .. shipments] : (FinanceEvent[])[payments[0], .. shipments, payments[1]])
            {
                journal.Apply(happened).Outcome.Should().BeOneOf(JournalOutcome.Posted, JournalOutcome.NoPosting);
            }

            journal.BalancesOf(order.Id).Should().Be(new OrderBalances());
            journal.Balances().GetValueOrDefault(AccountRole.AR).Should().Be(0m);
            journal.Balances().GetValueOrDefault(AccountRole.ContractLiability).Should().Be(0m);
        });

    [Fact]
    public void A_payout_clears_its_charges()
    {
        var order = Order(false, [(1, 10_000, 0, 0m)], 0m);
        var journal = new ExpectedJournal(new FinanceSetup { CompanyId = "C", FunctionalCurrency = Eur }, [order]);
        journal.Apply(new FinanceEvent.Captured("P1", "card", 100m, null) { Id = "P1", At = Start, Order = order.Id });

        var paid = journal.Apply(new FinanceEvent.PaidOut("card", [new PayoutPart("P1", "Charge", 100m, 2.50m)], 97.50m) { Id = "O1", At = Start.AddDays(2) });

        paid.Journals.Select(static entry => entry.Doc).Should().BeEquivalentTo("Fee", "Deposit");
        journal.Balances()[AccountRole.GatewayClearing].Should().Be(0m);
        journal.Balances()[AccountRole.Bank].Should().Be(97.50m);
        journal.Balances()[AccountRole.GatewayFees].Should().Be(2.50m);
    }

    [Fact]
    public void An_order_that_does_not_tie_is_quarantined_and_others_go_on()
    {
        var good = Order(false, [(1, 10_000, 0, 0m)], 0m);
        var bad = Order(false, [(1, 10_000, 0, 0m)], 0m) with { Id = "1002", Total = 99m };
        var journal = new ExpectedJournal(new FinanceSetup { CompanyId = "C", FunctionalCurrency = Eur }, [good, bad]);

        var parked = journal.Apply(new FinanceEvent.Captured("P1", "card", 99m, null) { Id = "P1", At = Start, Order = bad.Id });
        var posted = journal.Apply(new FinanceEvent.Captured("P2", "card", 100m, null) { Id = "P2", At = Start, Order = good.Id });

        parked.Should().BeEquivalentTo(new { Outcome = JournalOutcome.Parked, Exceptions = new[] { "OrderTotalMismatch" } });
        posted.Outcome.Should().Be(JournalOutcome.Posted);
    }

    private static void Check(ExpectedJournal journal, FinanceOrder order, FinanceSetup setup)
    {
        var balances = journal.Balances();
        balances.Values.Sum().Should().Be(0m);
        var open = journal.BalancesOf(order.Id)!;
        open.ContractLiability.Should().BeGreaterThanOrEqualTo(0m);
        open.Overpayments.Should().BeGreaterThanOrEqualTo(0m);
        foreach (var entry in journal.Journals)
        {
            entry.Lines.Should().HaveCountGreaterThanOrEqualTo(2);
            entry.Lines.Sum(static line => line.Amount).Should().Be(0m);
        }

        if (setup.FunctionalCurrency == order.DocumentCurrency)
        {
            balances.GetValueOrDefault(AccountRole.AR).Should().Be(open.Ar);
            balances.GetValueOrDefault(AccountRole.ContractLiability).Should().Be(-open.ContractLiability);
            var reported = journal.Journals.SelectMany(static entry => entry.TaxEntries).Where(static tax => !tax.IsFacilitator).Sum(static tax => tax.Amount);
            balances.GetValueOrDefault(AccountRole.OutputTax).Should().Be(-reported);
        }
    }

    private static FinanceEvent Step(FinanceOrder order, (int Kind, int A, int B) step, int index)
    {
        var goods = order.Lines.Where(static line => line.Kind == FinanceLineKind.Product).ToArray();
        var line = goods[step.A % goods.Length];
        var amount = Eur.Round(order.Total * step.B / 100m);
        var id = $"E{index}";
        FinanceEvent happened = step.Kind switch
        {
            0 or 1 => new FinanceEvent.Captured($"P{step.A}", "card", amount, null) { Id = id, At = Start },
            2 => new FinanceEvent.Shipped([new UnitsPart(line.Id, null, (step.B % 3) + 1)], [], []) { Id = id, At = Start },
            3 => new FinanceEvent.Refunded($"R{step.A}", [new RefundPart { Kind = RefundPartKind.Line, Line = line.Id, Quantity = 1m, Cause = RefundCause.ReturnedGoods }], null) { Id = id, At = Start },
            4 => new FinanceEvent.Refunded($"R{step.A}", [new RefundPart { Kind = RefundPartKind.Line, Line = line.Id, Quantity = 1m, Cause = RefundCause.CancelledUnshipped }], null) { Id = id, At = Start },
            5 => new FinanceEvent.RefundPaid($"R{step.A}", amount, $"P{step.A}", null, null, true) { Id = id, At = Start },
            _ => new FinanceEvent.ReturnReceived([new ReturnedPart(line.Id, null, 1m, step.B % 2 == 0)]) { Id = id, At = Start },
        };
        return happened with { Order = order.Id, Rate = 1.05m + (step.B / 1000m), At = Start.AddHours(index) };
    }

    private static FinanceOrder Order(bool included, (int Quantity, int Cents, int Percent, decimal Rate)[] lines, decimal shipping)
    {
        var all = new List<FinanceLine>();
        var total = 0m;
        for (var i = 0; i < lines.Length; i++)
        {
            var list = lines[i].Quantity * lines[i].Cents / 100m;
            var discount = Eur.Round(list * lines[i].Percent / 100m);
            var displayed = list - discount;
            total += displayed + (included ? 0m : Eur.Round(displayed * lines[i].Rate));
            all.Add(new FinanceLine
            {
                Id = $"L{i}",
                Kind = FinanceLineKind.Product,
                Quantity = lines[i].Quantity,
                UnitPrice = lines[i].Cents / 100m,
                UnitCost = lines[i].Cents / 300m,
                Discounts = discount == 0m ? [] : [new FinanceDiscount(discount, null)],
                TaxLines = lines[i].Rate == 0m ? [] : [new FinanceTax("VAT", "DE", lines[i].Rate, null, false)],
            });
        }

        if (shipping != 0m)
        {
            total += shipping;
            all.Add(new FinanceLine { Id = "SH", Kind = FinanceLineKind.Shipping, Quantity = 1m, UnitPrice = shipping });
        }

        return new FinanceOrder
        {
            Id = "1001",
            Channel = "web",
            PlacedAt = Start,
            ShopCurrency = Eur,
            PresentmentCurrency = Eur,
            DocumentCurrency = Eur,
            TaxIncluded = included,
            Total = total,
            Lines = all,
        };
    }
}
