using ErpSync.Adapters.BusinessCentral.Tests.Wire;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.BusinessCentral;
using static ErpSync.Adapters.BusinessCentral.Tests.Sandbox.ErpFixture;

namespace ErpSync.Adapters.BusinessCentral.Tests.Sandbox;

public sealed class PostingTests
{
    private static DocumentPosting Posting(RecordRef document, params PostingLine[] lines) => new()
    {
        DocumentId = document.Id,
        Kind = Enum.Parse<SalesDocumentKind>(document.Id.Split(':')[0]),
        ExternalNumber = "SHOP-1001",
        Lines = lines,
    };

    private static DateOnly PostedOn(ErpFixture erp, RecordRef posted) => erp.Erp.World.Books.Ledger(posted.DisplayNumber!)[0].PostingDate;

    [Fact]
    public async Task Posting_everything_makes_the_order_an_invoice_and_the_state_says_posted()
    {
        await using var erp = await StartAsync();
        var order = await erp.AppliedAsync(Order());

        var posted = await erp.AppliedAsync(Posting(order));

        var invoice = erp.Erp.World.Books.Invoices.Single();
        posted.DisplayNumber.Should().Be(invoice.Number);
        var state = await erp.StateAsync(order.Id);
        state!.Status.Should().Be(SalesDocumentStatus.Posted);
        state.PostedNumbers.Should().Equal(invoice.Number);
        state.Lines.Select(line => (line.Number, line.InvoicedQuantity)).Should().Equal(("BIKE", 2m), ("BOOK", 2m), ("40400", 1m));
        state.OpenAmount.Should().Be(Euro(266.90m));
        state.Totals!.Gross.Should().Be(Euro(266.90m));
    }

    [Fact]
    public async Task Partial_quantities_are_posted_and_the_charges_go_with_the_last_goods()
    {
        await using var erp = await StartAsync();
        var order = await erp.AppliedAsync(Order());

        await erp.AppliedAsync(Posting(order, new PostingLine("10000", 1, 0)));

        var first = erp.Erp.World.Books.Invoices.Single();
        first.TotalIncludingTax.Should().Be(119m);
        var state = await erp.StateAsync(order.Id);
        state!.Status.Should().Be(SalesDocumentStatus.PartlyPosted);
        state.Lines[0].ShippedQuantity.Should().Be(1m);

        await erp.AppliedAsync(Posting(order, new PostingLine("10000", 1, 1), new PostingLine("20000", 2, 0)));

        erp.Erp.World.Books.Orders.Should().BeEmpty();
        erp.Erp.World.Books.Invoices.Sum(invoice => invoice.TotalIncludingTax).Should().Be(266.90m);
        (await erp.StateAsync(order.Id))!.Lines[0].InvoicedQuantity.Should().Be(2m);
    }

    [Fact]
    public async Task Repeating_a_partial_posting_posts_nothing_more()
    {
        await using var erp = await StartAsync();
        var order = await erp.AppliedAsync(Order());
        var posting = Posting(order, new PostingLine("10000", 1, 0));
        await erp.AppliedAsync(posting);
        erp.Restart();

        var again = await erp.SendAsync(posting);

        again.Should().BeOfType<WriteResult.Applied>().Which.WasReplay.Should().BeTrue();
        erp.Erp.World.Books.Invoices.Should().ContainSingle();
    }

    [Fact]
    public Task Dying_anywhere_in_a_partial_posting_posts_the_quantities_once() => Deaths.EverywhereAsync(async erp =>
    {
        var order = await erp.AppliedAsync(Order());
        var posting = Posting(order, new PostingLine("10000", 1, 0), new PostingLine("20000", 1, 0)) with { PostingDate = Today.AddDays(3) };
        return new Deaths.Walk(() => erp.SendAsync(posting), async () =>
        {
            if (await erp.Postings.LookupAsync(Write(posting), CancellationToken.None) is null)
            {
                await erp.AppliedAsync(posting);
            }

            var state = await erp.StateAsync(order.Id);
            state!.Lines.Select(line => line.InvoicedQuantity).Should().Equal(1m, 1m, 0m);
            state.FirstPostingDate.Should().Be(Today.AddDays(3));
            erp.Erp.World.Books.Invoices.Should().ContainSingle();
        });
    });

    [Fact]
    public async Task Every_part_of_an_order_is_posted_on_its_own_day()
    {
        await using var erp = await StartAsync();
        var order = await erp.AppliedAsync(Order());

        var first = await erp.AppliedAsync(Posting(order, new PostingLine("10000", 1, 0)) with { PostingDate = Today.AddDays(3) });
        var last = await erp.AppliedAsync(Posting(order, new PostingLine("10000", 1, 1), new PostingLine("20000", 2, 0)) with { PostingDate = Today.AddDays(7) });

        PostedOn(erp, first).Should().Be(Today.AddDays(3));
        PostedOn(erp, last).Should().Be(Today.AddDays(7));
        (await erp.StateAsync(order.Id))!.FirstPostingDate.Should().Be(Today.AddDays(3));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    public async Task A_document_that_has_its_day_is_not_touched(int? days)
    {
        await using var erp = await StartAsync();
        var order = await erp.AppliedAsync(Order());
        erp.Restart();

        var posted = await erp.AppliedAsync(Posting(order) with { PostingDate = days is { } later ? Today.AddDays(later) : null });

        PostedOn(erp, posted).Should().Be(Today);
        erp.Line.Sent.Should().NotContain(request => request.Method == "PATCH");
    }

    [Fact]
    public async Task A_document_that_somebody_changes_at_the_same_time_is_a_conflict()
    {
        await using var erp = await StartAsync();
        var order = await erp.AppliedAsync(Order());
        erp.Line.AnswerInstead = request =>
        {
            if (request.Method == "PATCH")
            {
                erp.Erp.World.EditOrder(order.DisplayNumber!, "postingDate", Today.AddDays(1));
                erp.Line.AnswerInstead = null;
            }

            return null;
        };

        var result = await erp.SendAsync(Posting(order) with { PostingDate = Today.AddDays(3) });

        result.Should().BeOfType<WriteResult.Failed>().Which.Fault.Kind.Should().Be(FaultKind.Conflict);
        erp.Erp.World.Books.Invoices.Should().BeEmpty();
    }

    [Theory]
    [InlineData(SalesDocumentKind.SalesInvoice)]
    [InlineData(SalesDocumentKind.CreditMemo)]
    public Task Dying_anywhere_in_the_posting_of_a_whole_document_posts_it_once_on_its_day(SalesDocumentKind kind) => Deaths.EverywhereAsync(async erp =>
    {
        var document = await erp.AppliedAsync(Document("shop-1001", 119m, Item("BIKE", 1, 119m)) with { Kind = kind, PricesIncludeTax = true });
        var posting = Posting(document) with { PostingDate = Today.AddDays(3) };
        return new Deaths.Walk(() => erp.SendAsync(posting), async () =>
        {
            PostedOn(erp, await erp.AppliedAsync(posting)).Should().Be(Today.AddDays(3));
            (erp.Erp.World.Books.Invoices.Count + erp.Erp.World.Books.CreditMemos.Count).Should().Be(1);
        });
    });

    [Fact]
    public async Task A_refusal_names_the_day_that_was_tried()
    {
        await using var erp = await StartAsync();
        var order = await erp.AppliedAsync(Order());
        erp.Erp.World.AllowPosting(null, Today);

        var result = await erp.SendAsync(Posting(order) with { PostingDate = Today.AddDays(3) });

        result.Should().BeOfType<WriteResult.Failed>().Which.Fault.Message.Should().Contain("posting date 2026-11-27");
    }

    [Fact]
    public async Task A_lost_answer_of_the_last_posting_is_cleared_by_the_look_up()
    {
        await using var erp = await StartAsync();
        var order = await erp.AppliedAsync(Order());
        erp.Line.LoseAnswerOf = request => request.Path.EndsWith("shipAndInvoice", StringComparison.Ordinal);
        var posting = Posting(order);

        (await erp.SendAsync(posting)).Should().BeOfType<WriteResult.Unknown>();

        (await erp.Postings.LookupAsync(Write(posting), CancellationToken.None))!.DisplayNumber.Should().Be(erp.Erp.World.Books.Invoices.Single().Number);
    }

    [Fact]
    public async Task A_success_that_posted_nothing_is_not_believed()
    {
        await using var erp = await StartAsync();
        var order = await erp.AppliedAsync(Order());
        erp.Erp.World.RequestApproval(order.DisplayNumber!);

        var result = await erp.SendAsync(Posting(order));

        var fault = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        (fault.Kind, fault.Code).Should().Be((FaultKind.Rejected, "bc.not-posted"));
        fault.Hint.Should().Contain("approval");
    }

    [Fact]
    public async Task A_closed_period_is_a_rejection()
    {
        await using var erp = await StartAsync();
        var order = await erp.AppliedAsync(Order());
        erp.Erp.World.ClosePeriod(Today);

        var result = await erp.SendAsync(Posting(order));

        result.Should().BeOfType<WriteResult.Failed>().Which.Fault.Kind.Should().Be(FaultKind.Rejected);
        erp.Erp.World.Books.Invoices.Should().BeEmpty();
    }

    [Fact]
    public async Task More_than_the_line_has_is_refused()
    {
        await using var erp = await StartAsync();
        var order = await erp.AppliedAsync(Order());

        var result = await erp.SendAsync(Posting(order, new PostingLine("10000", 3, 0)));

        result.Should().BeOfType<WriteResult.Failed>().Which.Fault.Code.Should().Be("bc.posting-exceeds-order");
        erp.Erp.World.Books.Invoices.Should().BeEmpty();
    }

    [Fact]
    public async Task A_credit_memo_is_posted_once_and_keeps_its_id()
    {
        await using var erp = await StartAsync();
        var memo = await erp.AppliedAsync(Document("shop-1001/R1", 119m, Item("BIKE", 1, 119m)) with
        {
            Kind = SalesDocumentKind.CreditMemo,
            Source = new DocumentSource(DocumentSourceType.Refund, "1"),
        });

        var posted = await erp.AppliedAsync(Posting(memo));

        (await erp.SendAsync(Posting(memo))).Should().BeOfType<WriteResult.Applied>().Which.WasReplay.Should().BeTrue();
        var state = await erp.StateAsync(memo.Id);
        state!.Status.Should().Be(SalesDocumentStatus.Posted);
        state.PostedNumbers.Should().Equal(posted.DisplayNumber);
        erp.Erp.World.Books.Inventory("BIKE").Should().Be(101m);
    }

    [Fact]
    public async Task A_state_asked_by_the_id_of_a_notification_is_found_also_after_posting()
    {
        await using var erp = await StartAsync();
        var order = await erp.AppliedAsync(Order());
        var shortId = order.Id[..order.Id.LastIndexOf(':')];

        (await FindAsync(erp.States, shortId)).Value!.Status.Should().Be(SalesDocumentStatus.Open);
        await erp.AppliedAsync(Posting(order));

        (await FindAsync(erp.States, shortId)).Value!.Status.Should().Be(SalesDocumentStatus.Posted);
    }
}
