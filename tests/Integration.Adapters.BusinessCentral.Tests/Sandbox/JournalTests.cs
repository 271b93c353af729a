using ErpSync.Adapters.BusinessCentral.Tests.Wire;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.BusinessCentral;
using static ErpSync.Adapters.BusinessCentral.Tests.Sandbox.ErpFixture;

namespace ErpSync.Adapters.BusinessCentral.Tests.Sandbox;

/// <summary>A journal is in the general ledger once, all of it or none, whatever dies or is lost on the way.</summary>
public sealed class JournalTests
{
    private const string Number = "PO-77";

    [Fact]
    public async Task A_journal_is_posted_under_one_document_number()
    {
        await using var erp = await StartAsync();

        var reference = await erp.AppliedAsync(Payout());

        reference.DisplayNumber.Should().Be(Number);
        erp.Erp.World.Books.Ledger(Number).Select(line => (line.Account, line.Amount, line.PostingDate)).Should().Equal(
            (ErpAccounts.Bank, 97.60m, Today), (ErpAccounts.PaymentFees, 2.40m, Today), (ErpAccounts.PaymentClearing, -2.40m, Today), (ErpAccounts.PaymentClearing, -97.60m, Today));
        erp.Erp.World.Books.Count("journalLines").Should().Be(0);
    }

    [Fact]
    public async Task The_same_journal_again_is_a_replay_and_posts_nothing()
    {
        await using var erp = await StartAsync();
        await erp.AppliedAsync(Payout());
        erp.Restart();

        var again = await erp.SendAsync(Payout());

        again.Should().BeOfType<WriteResult.Applied>().Which.WasReplay.Should().BeTrue();
        erp.Erp.World.Books.Ledger(Number).Should().HaveCount(4);
        erp.Line.Sent.Should().OnlyContain(request => request.Method == "GET" || request.Path.EndsWith("/$batch", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Dying_anywhere_books_the_journal_once()
    {
        for (var step = 1; step < 30; step++)
        {
            foreach (var after in new[] { false, true })
            {
                await using var erp = await StartAsync();
                erp.Line.DieBefore = after ? 0 : step;
                erp.Line.DieAfter = after ? step : 0;
                var died = false;
                try
                {
                    await erp.SendAsync(Payout());
                }
                catch (ProcessKilledException)
                {
                    died = true;
                }

                erp.Restart();
                await erp.AppliedAsync(Payout());

                erp.Erp.World.Books.Ledger(Number).Should().HaveCount(4);
                erp.Erp.World.Books.Balances[ErpAccounts.PaymentClearing].Should().Be(-100m);
                erp.Erp.World.Books.Count("journalLines").Should().Be(0);
                if (!died)
                {
                    return;
                }
            }
        }

        Assert.Fail("The journal never came to an end.");
    }

    [Theory]
    [InlineData("/journalLines", false)]
    [InlineData("/Microsoft.NAV.post", true)]
    public async Task A_lost_answer_is_an_unknown_outcome_that_a_look_up_settles(string request, bool isWritten)
    {
        await using var erp = await StartAsync();
        erp.Line.LoseAnswerOf = sent => sent.Method == "POST" && sent.Path.EndsWith(request, StringComparison.Ordinal);

        var result = await erp.SendAsync(Payout());
        var found = await erp.LookupAsync(Payout());

        result.Should().BeOfType<WriteResult.Unknown>();
        found?.DisplayNumber.Should().Be(Number);
        (found is not null).Should().Be(isWritten);
        await erp.AppliedAsync(Payout());
        erp.Erp.World.Books.Ledger(Number).Should().HaveCount(4);
        erp.Erp.World.Books.Count("journalLines").Should().Be(0);
    }

    [Fact]
    public async Task A_line_that_somebody_added_or_changed_keeps_the_journal_from_being_posted()
    {
        await using var erp = await StartAsync();
        await erp.AppliedAsync(Payout() with { Post = false });
        erp.Restart();

        var fault = (await erp.SendAsync(Payout(fee: 3m))).Should().BeOfType<WriteResult.Failed>().Which.Fault;

        (fault.Kind, fault.Code).Should().Be((FaultKind.Rejected, "bc.journal-differs"));
        fault.Message.Should().Contain($"account {ErpAccounts.Bank}, 97.60 EUR");
        erp.Erp.World.Books.Ledger(Number).Should().BeEmpty();
    }

    [Fact]
    public async Task A_journal_of_which_only_a_part_arrived_cannot_be_posted_by_anybody()
    {
        for (var written = 1; written < 4; written++)
        {
            await using var erp = await StartAsync();
            erp.Line.DieBefore = erp.Line.Sent.Count + await RequestsUntilLineAsync(written);
            await ((Func<Task>)(() => erp.SendAsync(Payout()))).Should().ThrowAsync<ProcessKilledException>();
            erp.Erp.World.Books.Count("journalLines").Should().Be(written);
            erp.Restart();

            // The neighbour's journal is refused together with the half one, taken out again, and tried later.
            var neighbour = await erp.SendAsync(Payout() with { SourceId = "gid://shopify/ShopifyPaymentsPayout/78" });

            neighbour.Should().BeOfType<WriteResult.Failed>().Which.Fault.Should().BeEquivalentTo(new { Kind = FaultKind.Transient, Code = "bc.journal-blocked" });
            erp.Erp.World.Books.Ledger(Number).Should().BeEmpty();
            erp.Erp.World.Books.Count("journalLines").Should().Be(written);
            await erp.AppliedAsync(Payout());
            await erp.AppliedAsync(Payout() with { SourceId = "gid://shopify/ShopifyPaymentsPayout/78" });
            erp.Erp.World.Books.Ledger("PO-78").Should().HaveCount(4);
        }
    }

    [Fact]
    public async Task Journals_written_at_the_same_time_take_turns()
    {
        await using var erp = await StartAsync();
        var items = Enumerable.Range(1, 8).Select(number => new WriteItem<GeneralJournal>(
            $"{number}", new IdempotencyKey($"key-{number}"), WriteKind.Create, Payout() with { SourceId = $"gid://shopify/ShopifyPaymentsPayout/{number}" })).ToList();

        var results = await ((ISink<GeneralJournal>)erp.Connector).WriteAsync(items, CancellationToken.None);

        results.Should().AllBeOfType<WriteResult.Applied>();
        erp.Erp.World.Books.Balances[ErpAccounts.PaymentClearing].Should().Be(-800m);
    }

    [Fact]
    public async Task A_journal_that_is_not_to_be_posted_waits_for_a_person_once()
    {
        await using var erp = await StartAsync();
        await erp.AppliedAsync(Payout() with { Post = false });
        erp.Restart();

        var again = await erp.SendAsync(Payout() with { Post = false });

        again.Should().BeOfType<WriteResult.Applied>().Which.WasReplay.Should().BeTrue();
        erp.Erp.World.Books.Count("journalLines").Should().Be(4);
        (await erp.LookupAsync(Payout() with { Post = false }))!.DisplayNumber.Should().Be(Number);
        (await erp.LookupAsync(Payout())).Should().BeNull("what is to be posted and is not is no finished write");
    }

    [Fact]
    public async Task A_closed_period_is_a_case_and_leaves_the_journal_free_for_others()
    {
        await using var erp = await StartAsync();
        erp.Erp.World.ClosePeriod(Today);

        var result = await erp.SendAsync(Payout());

        result.Should().BeOfType<WriteResult.Failed>().Which.Fault.Kind.Should().Be(FaultKind.Rejected);
        erp.Erp.World.Books.Count("journalLines").Should().Be(0);
        await erp.AppliedAsync(Payout() with { SourceId = "78", PostingDate = Today.AddDays(1) });
    }

    [Fact]
    public async Task Other_amounts_under_the_same_number_are_a_case_with_the_figures()
    {
        await using var erp = await StartAsync();
        await erp.AppliedAsync(Payout());
        erp.Restart();

        var fault = (await erp.SendAsync(Payout(fee: 3m))).Should().BeOfType<WriteResult.Failed>().Which.Fault;

        (fault.Kind, fault.Code).Should().Be((FaultKind.Rejected, "bc.journal-differs"));
        fault.Message.Should().Contain($"account {ErpAccounts.PaymentFees} 2.40 instead of 3.00").And.Contain($"account {ErpAccounts.Bank} 97.60 instead of 97.00");
    }

    [Fact]
    public async Task Money_in_another_currency_than_the_books_is_a_case()
    {
        await using var erp = await StartAsync();

        var result = await erp.SendAsync(Payout() with { Currency = Currency.FromCode("USD") });

        result.Should().BeOfType<WriteResult.Failed>().Which.Fault.Code.Should().Be("bc.journal-currency");
    }

    [Theory]
    [InlineData("NONE", "bc.journal-missing")]
    [InlineData("BALANCED", "bc.journal-balances-itself")]
    public async Task A_journal_batch_that_cannot_be_used_is_named_by_the_check_and_by_the_write(string code, string problem)
    {
        await using var erp = await StartAsync(code);
        erp.Erp.World.AddJournal("BALANCED", ErpAccounts.PaymentClearing);

        var report = await erp.Connector.CheckAsync(CancellationToken.None);
        var result = await erp.SendAsync(Payout());

        report.Findings.Should().Contain(finding => finding.Code == problem);
        result.Should().BeOfType<WriteResult.Failed>().Which.Fault.Code.Should().Be(problem);
    }

    [Fact]
    public async Task An_unknown_account_is_a_case_and_no_line_stays_behind_that_could_block_others()
    {
        await using var erp = await StartAsync();
        var journal = Payout();

        var result = await erp.SendAsync(journal with { Lines = [.. journal.Lines.SkipLast(1), journal.Lines[^1] with { Account = "99999" }] });

        result.Should().BeOfType<WriteResult.Failed>().Which.Fault.Kind.Should().Be(FaultKind.Invalid);
        erp.Erp.World.Books.Count("journalLines").Should().Be(0);
    }

    private static Task<ErpFixture> StartAsync(string journal = "DEFAULT") => ErpFixture.StartAsync(options => options.GeneralJournal = journal);

    /// <summary>How many requests a write makes before the one after its n-th line.</summary>
    private static async Task<int> RequestsUntilLineAsync(int lines)
    {
        await using var erp = await StartAsync();
        await erp.AppliedAsync(Payout());
        return erp.Line.Sent.Select((request, index) => (request, index))
            .Where(sent => sent.request.Method == "POST" && sent.request.Path.EndsWith("/journalLines", StringComparison.Ordinal)).ElementAt(lines - 1).index + 2;
    }

    private static GeneralJournal Payout(decimal fee = 2.40m) => new()
    {
        SourceId = "gid://shopify/ShopifyPaymentsPayout/77",
        NumberPrefix = "PO-",
        Currency = Eur,
        PostingDate = Today,
        Lines =
        [
            Line(ErpAccounts.Bank, "Bank", 100m - fee), Line(ErpAccounts.PaymentFees, "GatewayFees", fee),
            Line(ErpAccounts.PaymentClearing, "GatewayClearing", -fee), Line(ErpAccounts.PaymentClearing, "GatewayClearing", fee - 100m),
        ],
    };

    private static GeneralJournalLine Line(string account, string role, decimal amount) => new() { Account = account, Role = role, Amount = amount, Description = $"{role} 77" };
}
