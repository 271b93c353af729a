using ErpSync.Adapters.BusinessCentral.Tests.Wire;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.BusinessCentral;
using static ErpSync.Adapters.BusinessCentral.Tests.Sandbox.ErpFixture;

namespace ErpSync.Adapters.BusinessCentral.Tests.Sandbox;

/// <summary>Orders and credit memos are created once, with the total of the shop.</summary>
public sealed class SalesDocumentTests
{
    [Fact]
    public async Task An_order_is_created_with_its_lines_and_the_total_of_the_shop()
    {
        await using var erp = await StartAsync();

        var reference = await erp.AppliedAsync(Order());

        var order = erp.Erp.World.Books.Orders.Should().ContainSingle().Subject;
        order.TotalIncludingTax.Should().Be(266.90m);
        order.ExternalNumber.Should().Be("SHOP-1001");
        reference.Id.Should().StartWith("SalesOrder:").And.EndWith(order.Number);
        reference.DisplayNumber.Should().Be(order.Number);
        var state = await erp.StateAsync(reference.Id);
        state!.Status.Should().Be(SalesDocumentStatus.Open);
        state.Lines.Select(line => (line.Number, line.Quantity, line.Amount.Amount)).Should().Equal(("BIKE", 2m, 238m), ("BOOK", 2m, 21.40m), ("40400", 1m, 7.50m));
        state.Totals!.Gross.Should().Be(Euro(266.90m));
    }

    [Fact]
    public async Task A_repeated_order_is_recognised_and_not_written_again()
    {
        await using var erp = await StartAsync();
        var first = await erp.AppliedAsync(Order());
        erp.Restart();

        var again = await erp.SendAsync(Order());

        again.Should().BeOfType<WriteResult.Applied>().Which.WasReplay.Should().BeTrue();
        ((WriteResult.Applied)again).Ref.Id.Should().Be(first.Id);
        erp.Erp.World.Books.Orders.Should().ContainSingle();
        erp.Line.Sent.Should().NotContain(request => request.IsWrite);
    }

    [Fact]
    public async Task An_order_that_is_posted_and_gone_is_still_recognised()
    {
        await using var erp = await StartAsync();
        var first = await erp.AppliedAsync(Order());
        erp.Erp.World.PostOrder(first.DisplayNumber!);
        erp.Restart();

        var again = await erp.SendAsync(Order());

        again.Should().BeOfType<WriteResult.Applied>().Which.Ref.Id.Should().Be(first.Id);
        erp.Erp.World.Books.Orders.Should().BeEmpty();
    }

    [Fact]
    public async Task Two_documents_with_one_external_number_are_a_decision_for_a_person()
    {
        await using var erp = await StartAsync();
        var first = await erp.AppliedAsync(Order());
        var second = await erp.AppliedAsync(Order("shop-1002"));
        erp.Erp.World.EditOrder(second.DisplayNumber!, "externalDocumentNumber", "SHOP-1001");
        erp.Restart();

        var result = await erp.SendAsync(Order());

        var fault = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        fault.Kind.Should().Be(FaultKind.Rejected);
        fault.Code.Should().Be("bc.duplicate-document");
        fault.Message.Should().Contain(first.DisplayNumber).And.Contain(second.DisplayNumber);
    }

    [Fact]
    public async Task A_lost_answer_is_unknown_and_the_order_is_found_by_the_look_up()
    {
        await using var erp = await StartAsync();
        erp.Line.LoseAnswerOf = request => request.IsWrite;

        var result = await erp.SendAsync(Order());

        result.Should().BeOfType<WriteResult.Unknown>();
        var found = await erp.Documents.LookupAsync(Write(Order()), CancellationToken.None);
        found!.DisplayNumber.Should().Be(erp.Erp.World.Books.Orders.Single().Number);
    }

    [Fact]
    public async Task A_difference_within_the_tolerance_becomes_a_named_rounding_line()
    {
        await using var erp = await StartAsync();
        var wanted = Order() with { Totals = new DocumentTotals(Euro(0m), Euro(0m), Euro(266.93m)) };

        var reference = await erp.AppliedAsync(wanted);

        var state = await erp.StateAsync(reference.Id);
        state!.Totals!.Gross.Should().Be(Euro(266.93m));
        state.Lines[^1].Number.Should().Be(ErpAccounts.Rounding);
        state.Lines[^1].Amount.Should().Be(Euro(0.03m));
    }

    [Fact]
    public async Task A_negative_difference_becomes_a_negative_rounding_line()
    {
        await using var erp = await StartAsync();
        var wanted = Order() with { Totals = new DocumentTotals(Euro(0m), Euro(0m), Euro(266.88m)) };

        var reference = await erp.AppliedAsync(wanted);

        (await erp.StateAsync(reference.Id))!.Lines[^1].Amount.Should().Be(Euro(-0.02m));
    }

    [Fact]
    public async Task A_difference_above_the_tolerance_leaves_no_document_and_names_both_totals()
    {
        await using var erp = await StartAsync();
        var wanted = Order() with { Totals = new DocumentTotals(Euro(0m), Euro(0m), Euro(300m)) };

        var result = await erp.SendAsync(wanted);

        var fault = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        fault.Code.Should().Be("bc.total-mismatch");
        fault.Message.Should().Contain("300.00 EUR").And.Contain("266.9");
        erp.Erp.World.Books.Orders.Should().BeEmpty();
    }

    [Fact]
    public Task Dying_before_or_after_any_request_ends_with_one_complete_order()
    {
        var wanted = Order() with { Totals = new DocumentTotals(Euro(0m), Euro(0m), Euro(264.92m)), InvoiceDiscount = Euro(2m) };
        return Deaths.EverywhereAsync(erp => Task.FromResult(new Deaths.Walk(() => erp.SendAsync(wanted), async () =>
        {
            await erp.AppliedAsync(wanted);

            var order = erp.Erp.World.Books.Orders.Should().ContainSingle().Subject;
            order.TotalIncludingTax.Should().Be(264.92m);
            order.Lines.Count(line => line.Number == ErpAccounts.Rounding).Should().Be(1);
        })));
    }

    [Fact]
    public Task Dying_anywhere_in_a_document_that_must_not_stay_ends_without_one()
    {
        var wanted = Order() with { Totals = new DocumentTotals(Euro(0m), Euro(0m), Euro(300m)) };
        return Deaths.EverywhereAsync(erp => Task.FromResult(new Deaths.Walk(() => erp.SendAsync(wanted), async () =>
        {
            var result = await erp.SendAsync(wanted);

            result.Should().BeOfType<WriteResult.Failed>().Which.Fault.Code.Should().Be("bc.total-mismatch");
            erp.Erp.World.Books.Orders.Should().BeEmpty();
        })));
    }

    [Fact]
    public async Task Invoice_discount_line_discount_location_and_comment_arrive()
    {
        await using var erp = await StartAsync();
        var wanted = Document("shop-7", 217m,
            new SalesDocumentLine { Type = SalesDocumentLineType.Comment, Text = "Shop order shop-7" },
            Item("BIKE", 2, 119m, discount: 10m) with { Location = "EAST" }) with
        { InvoiceDiscount = Euro(11m) };

        var reference = await erp.AppliedAsync(wanted);

        var order = erp.Erp.World.Books.Orders.Single();
        order.TotalIncludingTax.Should().Be(217m);
        order.Lines.Single(line => line.Number == "BIKE").Location.Should().Be("EAST");
        (await erp.StateAsync(reference.Id))!.Lines.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_foreign_currency_document_keeps_its_currency()
    {
        await using var erp = await StartAsync();
        var usd = Currency.FromCode("USD");
        Money Usd(decimal amount) => new(amount, usd);
        var wanted = Document("shop-8", 119m, Item("BIKE", 1, 119m)) with
        {
            Currency = usd,
            Lines = [Item("BIKE", 1, 119m) with { UnitPrice = Usd(119m), Discount = Usd(0m), Amount = Usd(119m) }],
            Totals = new DocumentTotals(Usd(100m), Usd(19m), Usd(119m)),
            RoundingTolerance = Usd(0.05m),
        };

        var reference = await erp.AppliedAsync(wanted);

        (await erp.StateAsync(reference.Id))!.Totals!.Gross.Should().Be(Usd(119m));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_credit_memo_ties_with_the_refund_whichever_way_the_customer_has_prices(bool customerIncludesTax)
    {
        await using var erp = await StartAsync();
        erp.Erp.World.AddCustomer("C2", "John Roe", pricesIncludeTax: customerIncludesTax);
        var memo = Document("shop-1001/R1", 154.45m, Item("BIKE", 1, 119m), Item("BOOK", 3, 9.32m, 0.07m), Account(ErpAccounts.Shipping, 7.49m)) with
        {
            Kind = SalesDocumentKind.CreditMemo,
            Source = new DocumentSource(DocumentSourceType.Refund, "1"),
            Customer = new CustomerRef(null, "C2"),
        };

        var reference = await erp.AppliedAsync(memo);

        reference.Id.Should().StartWith("CreditMemo:");
        var state = await erp.StateAsync(reference.Id);
        state!.Totals!.Gross.Should().Be(Euro(154.45m));
        erp.Restart();
        (await erp.SendAsync(memo)).Should().BeOfType<WriteResult.Applied>().Which.WasReplay.Should().BeTrue();
        erp.Erp.World.Books.CreditMemos.Should().ContainSingle();
    }
}
