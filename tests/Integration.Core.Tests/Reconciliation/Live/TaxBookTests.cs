using ErpSync.Core.Tests.Planning;
using ErpSync.Model;
using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Live;
using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;
using ErpSync.Reconciliation.Settings;
using static ErpSync.Core.Tests.Reconciliation.Live.March;

namespace ErpSync.Core.Tests.Reconciliation.Live;

/// <summary>Output tax of orders, documents and ledger by jurisdiction and code.</summary>
public sealed class TaxBookTests
{
    [Fact]
    public void Taxes_of_several_documents_and_countries_agree_with_orders_and_ledger()
    {
        var austria = Sold("#1002", "AT", ("VAT", 0.19m));
        var reduced = Sold("#1003", "DE", ("VAT", 0.07m));
        var ledger = Ledger(Scope(), ("INV1", On(4), Standard, -3.80m), ("INV2", On(5), Standard, -2.85m), ("INV3", On(4), Standard, -19m), ("INV4", On(4), Reduced, -7m));
        ledger.Invoice("INV1", Shipped, 23.80m, ("VAT19", 0.19m, 3.80m));
        ledger.Invoice("INV2", Shipped, 17.85m, ("VAT19", 0.19m, 1.90m), ("VAT19", 0.19m, 0.95m));
        ledger.Invoice("INV3", austria, 119m, ("VAT19", 0.19m, 19m));
        ledger.Invoice("INV4", reduced, 107m, ("VAT7", 0.07m, 7m));

        var report = Run(ledger, Scope(), Shipped, austria, reduced);

        report.Breaks.Should().BeEmpty();
        report.Matches.Where(static match => match.Section == ReconciliationSection.Tax).Select(static match => match.Source.Single()).Should().Equal("AT|VAT@0.19", "DE|VAT@0.07", "DE|VAT@0.19");
        report.Totals.Select(static total => (total.Section, total.Source, total.Target)).Should().Equal(
            (ReconciliationSection.Tax, 32.65m, 32.65m), (ReconciliationSection.TaxLedger, 32.65m, 32.65m));
        report.Taxes.Select(static total => (total.Jurisdiction, total.Code, total.ChargedBase, total.Charged, total.BookedBase, total.Booked, total.Ledger)).Should().Equal(
            ("AT", "VAT@0.19", 100m, 19m, 100m, 19m, 19m), ("DE", "VAT@0.07", 100m, 7m, 100m, 7m, 7m), ("DE", "VAT@0.19", 35m, 6.65m, 35m, 6.65m, 6.65m));
    }

    [Fact]
    public void A_combined_rate_of_the_ERP_is_split_over_the_taxes_of_the_order()
    {
        var order = Sold("#1002", "CA", ("GST", 0.05m), ("CITY", 0.05m));
        var ledger = Ledger(Scope(), ("INV1", On(4), "22005", -10m));
        ledger.Invoice("INV1", order, 110m, ("TAX10", 0.10m, 10m));

        var report = Run(ledger, Scope(), order);

        report.Breaks.Should().BeEmpty();
        report.Taxes.Select(static total => (total.Code, total.ChargedBase, total.BookedBase, total.Booked, total.Ledger)).Should().Equal(("CITY@0.05", 100m, 100m, 5m, 5m), ("GST@0.05", 100m, 100m, 5m, 5m));
    }

    [Fact]
    public void A_document_with_another_rate_is_named_on_both_taxes_by_its_order()
    {
        var wrong = Sold("#1002", "DE", ("VAT", 0.19m));
        var other = Sold("#1003", "DE", ("VAT", 0.07m));
        var ledger = Ledger(Scope(), ("INV1", On(4), Reduced, -7m), ("INV2", On(4), Reduced, -7m));
        ledger.Invoice("INV1", wrong, 107m, ("VAT7", 0.07m, 7m));
        ledger.Invoice("INV2", other, 107m, ("VAT7", 0.07m, 7m));

        var report = Run(ledger, Scope(), wrong, other);

        report.Breaks.Select(static item => (item.Section, item.Key, item.Class, item.Subclass, item.Difference, item.Evidence.Single())).Should().Equal(
            (ReconciliationSection.Tax, "DE|VAT@0.07", BreakClass.Missing, BreakSubclasses.OrphanInTarget, 7m, "#1002"),
            (ReconciliationSection.Tax, "DE|VAT@0.19", BreakClass.Missing, BreakSubclasses.NotPosted, -19m, "#1002"));
    }

    [Fact]
    public void Tax_on_the_account_of_another_rate_is_a_wrong_account()
    {
        var wrong = Sold("#1002", "DE", ("VAT", 0.19m));
        var other = Sold("#1003", "DE", ("VAT", 0.07m));
        var ledger = Ledger(Scope(), ("INV1", On(4), Reduced, -19m), ("INV2", On(4), Reduced, -7m));
        ledger.Invoice("INV1", wrong, 119m, ("VAT19", 0.19m, 19m));
        ledger.Invoice("INV2", other, 107m, ("VAT7", 0.07m, 7m));

        var found = Run(ledger, Scope(), wrong, other).Breaks.Should().ContainSingle().Which;

        (found.Section, found.Class, found.Subclass, found.Amount).Should().Be((ReconciliationSection.TaxLedger, BreakClass.Mapping, BreakSubclasses.WrongAccount, 19m));
        found.Evidence.Should().Equal("DE|VAT@0.07", "DE|VAT@0.19");
    }

    [Fact]
    public void A_journal_of_no_order_on_a_tax_account_is_named_and_a_foreign_invoice_is_somebody_elses()
    {
        var order = Sold("#1002", "DE", ("VAT", 0.19m));
        var ledger = Ledger(Scope(), ("INV1", On(4), Standard, -19m), ("BYHAND", On(9), Standard, 1.50m), ("BYHAND2", On(9), "22005", -3m), ("INV9", On(9), Standard, -38m));
        ledger.Invoice("INV1", order, 119m, ("VAT19", 0.19m, 19m));

        var report = Run(ledger, Scope(), order);

        report.Breaks.Select(static item => (item.Section, item.Key, item.Class, item.Subclass, item.Difference, item.Evidence.Single())).Should().Equal(
            (ReconciliationSection.TaxLedger, "DE|VAT@0.19", BreakClass.Override, BreakSubclasses.ManualJournal, -1.50m, "BYHAND"),
            (ReconciliationSection.TaxLedger, "|22005", BreakClass.Override, BreakSubclasses.ManualJournal, 3m, "BYHAND2"));
    }

    [Fact]
    public void Tax_of_a_parcel_waits_for_its_invoice_within_the_deadline()
    {
        var ledger = Ledger(Scope(), ("INV1", On(4), Standard, -3.80m));
        ledger.Invoice("INV1", Shipped, 23.80m, ("VAT19", 0.19m, 3.80m));
        var soon = Scope(asOf: new DateTimeOffset(2026, 3, 6, 12, 0, 0, TimeSpan.Zero));

        Run(ledger, soon, Shipped).Breaks.Should().BeEmpty();

        ledger = Ledger(Scope(), ("INV1", On(4), Standard, -3.80m));
        ledger.Invoice("INV1", Shipped, 23.80m, ("VAT19", 0.19m, 3.80m));
        var late = Run(ledger, Scope(), Shipped).Breaks.Should().ContainSingle().Which;
        (late.Class, late.Difference).Should().Be((BreakClass.Amount, -2.85m));
    }

    [Fact]
    public void Nothing_of_an_order_waits_whose_documents_agree_as_a_whole()
    {
        // The second parcel was refunded before it was invoiced, so it is on no invoice, and the credit memo holds the other unit alone.
        var order = Shipped with
        {
            Lines = [Shipped.Lines[0] with { CurrentQuantity = 1 }],
            Totals = new OrderTotals { Current = Orders.Money(11.90m) },
            Refunds =
            [
                new Refund
                {
                    Id = "R1",
                    CreatedAt = Orders.Placed.AddHours(96),
                    Lines = [new RefundLine { LineId = "L1", Quantity = 2, RestockType = RestockType.Return, Subtotal = Orders.Money(23.80m), Tax = Orders.Money(3.80m) }],
                    Shipping = [new RefundShipping("S1", Orders.Money(5.95m), Orders.Money(0.95m))],
                },
            ],
        };
        var ledger = Ledger(Scope(), ("INV1", On(4), Standard, -3.80m), ("CM1", On(6), Standard, 1.90m));
        ledger.Invoice("INV1", order, 23.80m, ("VAT19", 0.19m, 3.80m));
        ledger.Memo("CM1", order, "R1", 11.90m, ("VAT19", 0.19m, 1.90m));

        var report = Run(ledger, Scope(asOf: new DateTimeOffset(2026, 3, 7, 12, 0, 0, TimeSpan.Zero)), order);

        report.Breaks.Should().BeEmpty();
        var total = report.Taxes.Should().ContainSingle().Which;
        (total.Charged, total.Booked, total.Ledger).Should().Be((1.90m, 1.90m, 1.90m));
    }

    [Fact]
    public void An_order_without_any_document_is_the_evidence_of_its_missing_tax()
    {
        var order = Sold("#1002", "DE", ("VAT", 0.19m));

        var found = Run(Ledger(Scope()), Scope(), order).Breaks.Should().ContainSingle().Which;

        (found.Subclass, found.Action, found.Difference).Should().Be((BreakSubclasses.NotPosted, BreakAction.Rerun, -19m));
        found.Evidence.Should().Equal("#1002");
    }

    [Fact]
    public void A_document_in_the_buyers_currency_agrees_with_its_order_in_the_currency_of_the_books()
    {
        var usd = Currency.FromCode("USD");
        MoneyPair Pair(decimal shown) => new(new Money(shown * 0.92m, Orders.Eur), new Money(shown, usd));
        var sold = Sold("#1002", "US", ("VAT", 0.19m));
        var order = sold with
        {
            PresentmentCurrency = usd,
            Lines = [sold.Lines[0] with { UnitPrice = Pair(100m), TaxLines = [new TaxLine("VAT", 0.19m, Pair(19m))] }],
            Totals = new OrderTotals { Current = Pair(119m), Tax = Pair(19m) },
        };
        var ledger = Ledger(Scope(), ("INV1", On(4), Receivables, 109.48m), ("INV1", On(4), Standard, -17.48m));
        ledger.Invoice("INV1", order, 119m, ("VAT19", 0.19m, 19m));

        var report = Run(ledger, Scope(), order);

        report.Breaks.Should().BeEmpty();
        report.Taxes.Should().Equal(new OutputTaxTotal
        {
            Jurisdiction = "US",
            Code = "VAT@0.19",
            ChargedBase = 92m,
            Charged = 17.48m,
            BookedBase = 92m,
            Booked = 17.48m,
            Ledger = 17.48m,
        });
    }

    [Theory]
    [InlineData("0.91", "0.31", "what rounding leaves is the largest line's")]
    [InlineData("0.92", "0.32", "the ledger rounded another way, which four roundings explain")]
    [InlineData("0.95", "0.31", "four roundings do not explain that, so the document's own amount stays")]
    public void Another_currency_is_converted_with_the_ratio_of_the_document(string inLedger, string first, string why)
    {
        var usd = Currency.FromCode("USD");
        var tax = new PostedTax("VAT", 0.10m, new Money(3.30m, usd), new Money(0.33m, usd));
        var document = new OrderDocument
        {
            Number = "INV1",
            Part = "",
            Entries = [new LedgerEntry { Id = "1", Number = 1, PostingDate = On(4), DocumentNumber = "INV1", Account = Receivables, Amount = 9.20m }],
            Posted = new PostedDocument("INV1", new Money(10m, usd), [tax, tax, tax]),
        };
        var ledgerTax = decimal.Parse(inLedger, System.Globalization.CultureInfo.InvariantCulture);

        var converted = BookCurrencyTaxes.Of(document, ReceivableAccounts, [ledgerTax], Scope(), new ReconciliationSettings());

        converted.Select(static line => line.Amount).Should().Equal([decimal.Parse(first, System.Globalization.CultureInfo.InvariantCulture), 0.30m, 0.30m], why);
        BookCurrencyTaxes.Of(document with { IsCredit = true }, ReceivableAccounts, [-ledgerTax], Scope(), new ReconciliationSettings()).Sum(static line => line.Amount)
            .Should().Be(-converted.Sum(static line => line.Amount));
    }

    private static ReconciliationReport Run(LedgerBook ledger, ReconciliationScope scope, params Order[] orders)
    {
        var session = new ReconciliationSession(scope, [ReconciliationSection.Tax, ReconciliationSection.TaxLedger], Settings);
        var taxes = new TaxBook(scope, Settings, TaxAccounts, ReceivableAccounts);
        foreach (var order in orders)
        {
            session.Add(taxes.AddTo(new ReconciliationRecords(), order, BooksOf(order), Records(scope, ledger).Take(order)));
        }

        session.Add(taxes.Rest(ledger));
        return session.Complete() with { Taxes = taxes.Totals };
    }
}
