using ErpSync.Model;
using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Results;
using ErpSync.Reconciliation.Sources;

namespace ErpSync.Core.Tests.Reconciliation;

/// <summary>Payouts as a connector reads them, and a bank's file, tie three ways: transactions, payout, bank line.</summary>
public sealed class SettlementSourceTests
{
    private const string Header = "id,date,currency,amount,reference\n";
    private static readonly Currency Eur = Currency.FromCode("EUR");
    private static readonly ReconciliationScope Scope = new()
    {
        Company = "C",
        BookCurrency = Eur,
        Period = "2026-11",
        PeriodStart = new DateOnly(2026, 11, 1),
        PeriodEnd = new DateOnly(2026, 11, 30),
        AsOf = new DateTimeOffset(2026, 12, 5, 0, 0, 0, TimeSpan.Zero),
    };

    private static readonly ReconciliationSection[] Sections = [ReconciliationSection.Payout, ReconciliationSection.Bank, ReconciliationSection.InTransit];

    [Fact]
    public void A_payout_that_ties_with_its_transactions_and_its_bank_line_leaves_nothing_open()
    {
        var report = Run([Payout("1", 20, 97.60m)], Header + "b1,2026-11-21,EUR,97.60,TR-1\n");

        report.Breaks.Should().BeEmpty();
        report.Items.Should().BeEmpty();
        report.Matches.Select(match => (match.Section, match.Source.Single(), match.Target.Single())).Should().Contain((ReconciliationSection.Bank, "1", "b1"));
    }

    [Fact]
    public void What_is_missing_short_or_on_its_way_is_named()
    {
        var failed = Payout("4", 20, 97.60m) with { Status = PayoutStatus.Failed };

        var report = Run(
            [Payout("1", 20, 97.60m), Payout("2", 21, 90m), Payout("3", 29, 97.60m), failed],
            Header + "b2,2026-11-22,EUR,90.00,TR-2\nb3,2026-12-01,EUR,97.60,TR-3\nb5,2026-11-23,EUR,12.00,\n");

        report.Breaks.Select(found => (found.Section, found.Key, found.Class, found.Difference)).Should().BeEquivalentTo(
        [
            (ReconciliationSection.Payout, "2", BreakClass.Amount, -7.60m),
            (ReconciliationSection.Bank, "1", BreakClass.Missing, -97.60m),
            (ReconciliationSection.Bank, "b5", BreakClass.Unexplained, 12m),
        ]);
        report.Items.Select(item => (item.Key, item.Amount, item.ClearsOn)).Should().BeEquivalentTo(
        [
            ("1", 97.60m, (DateOnly?)null),
            ("3", 97.60m, new DateOnly(2026, 12, 1)),
        ]);
    }

    [Fact]
    public void A_bank_s_own_columns_separators_and_reference_texts_are_read()
    {
        var layout = new BankLineLayout
        {
            Id = "Umsatz",
            Date = "Buchungstag",
            DateFormat = "dd.MM.yyyy",
            AccountCurrency = "EUR",
            Amount = "Betrag",
            DecimalSeparator = ',',
            Reference = "Verwendungszweck",
            ReferencePattern = "PAYOUT (?<reference>[A-Z0-9-]+)",
        };

        var lines = BankLineCsv.Read(new StringReader("Umsatz;Buchungstag;Betrag;Verwendungszweck;Saldo\n7;21.11.2026;-1097,60;\"SHOP; PAYOUT TR-1 DANKE\";0,00\n8;22.11.2026;5;MIETE;0,00\n"), layout);

        lines.Select(line => (line.Id, line.On, line.Currency, line.Amount, line.Reference)).Should().Equal(
            ("7", new DateOnly(2026, 11, 21), Eur, -1097.60m, "TR-1"), ("8", new DateOnly(2026, 11, 22), Eur, 5m, null));
    }

    [Fact]
    public void Lines_may_name_payouts_themselves()
    {
        BankLineCsv.Read(new StringReader("id,date,currency,amount,reference,payout\n1,2026-11-21,EUR,5.00,,a b\n")).Single().Links.Should().Equal("a", "b");
    }

    [Theory]
    [InlineData("", "The file is empty")]
    [InlineData("id,date,amount,reference\n", "no column 'currency'")]
    [InlineData(Header + "1,21.11.2026,EUR,5.00,x\n", "Line 2: '21.11.2026' in 'date' is no date of the form yyyy-MM-dd")]
    [InlineData(Header + "1,2026-11-21,EURO,5.00,x\n", "Line 2: 'EURO' is no ISO 4217 currency")]
    [InlineData(Header + "1,2026-11-21,EUR,\"1,005.00\",x\n", "Line 2: '1,005.00' in 'amount' is no amount")]
    [InlineData(Header + "1,2026-11-21,EUR,5.005,x\n", "Line 2: 5.005 has more decimals than EUR has")]
    [InlineData(Header + "1,2026-11-21,EUR,,x\n", "Line 2: column 'amount' is empty")]
    [InlineData(Header + "1,2026-11-21,EUR,5.00,x\n1,2026-11-21,EUR,5.00,x\n", "Line 3: id '1' is there twice")]
    [InlineData(Header + "1,2026-11-21,EUR,5.00,\"x\n", "Line 2: a quotation mark is not closed")]
    public void A_file_that_cannot_be_read_is_refused_as_a_whole_with_line_and_remedy(string text, string problem)
    {
        var read = () => BankLineCsv.Read(new StringReader(text));

        read.Should().Throw<BankLineFormatException>().Which.Problems.Should().ContainSingle().Which.Should().Contain(problem);
    }

    private static ReconciliationReport Run(IReadOnlyList<Payout> payouts, string bank)
    {
        var records = SettlementRecords.Of(payouts, TimeZoneInfo.Utc) with { BankLines = BankLineCsv.Read(new StringReader(bank)) };
        return Reconciler.Run(Scope, records, Sections);
    }

    /// <summary>A payout of a charge of 100 less a fee of 2.40.</summary>
    private static Payout Payout(string id, int day, decimal net)
    {
        var at = new DateTimeOffset(2026, 11, day, 8, 0, 0, TimeSpan.Zero);
        return new Payout
        {
            Id = id,
            Number = id,
            Gateway = "card",
            Status = PayoutStatus.Paid,
            IssuedAt = at,
            Net = new Money(net, Eur),
            Reference = $"TR-{id}",
            Transactions = [new BalanceTransaction { Id = $"t{id}", SourceType = "CHARGE", At = at.AddDays(-1), Amount = new Money(100m, Eur), Fee = new Money(2.40m, Eur), Net = new Money(97.60m, Eur) }],
        };
    }
}
