using ErpSync.Adapters.BusinessCentral.Tests.Wire;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.BusinessCentral;
using static ErpSync.Adapters.BusinessCentral.Tests.Sandbox.ErpFixture;

namespace ErpSync.Adapters.BusinessCentral.Tests.Sandbox;

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
    public async Task Dying_before_or_after_any_request_ends_with_one_complete_order()
    {
        for (var step = 1; step < 20; step++)
        {
            foreach (var after in new[] { false, true })
            {
                await using var erp = await StartAsync();
                var wanted = Order() with { Totals = new DocumentTotals(Euro(0m), Euro(0m), Euro(264.92m)), InvoiceDiscount = Euro(2m) };
                erp.Line.DieBefore = after ? 0 : step;
                erp.Line.DieAfter = after ? step : 0;
                var died = false;
                try
                {
                    await erp.SendAsync(wanted);
                }
                catch (ProcessKilledException)
                {
                    died = true;
                }

                erp.Restart();
                await erp.AppliedAsync(wanted);

                var order = erp.Erp.World.Books.Orders.Should().ContainSingle($"the process died at request {step}").Subject;
                order.TotalIncludingTax.Should().Be(264.92m);
                order.Lines.Count(line => line.Number == ErpAccounts.Rounding).Should().Be(1);
                if (!died)
                {
                    return;
                }
            }
        }

        Assert.Fail("The write never came to an end.");
    }

    [Fact]
    public async Task Dying_anywhere_in_a_document_that_must_not_stay_ends_without_one()
    {
        for (var step = 1; step < 20; step++)
        {
            await using var erp = await StartAsync();
            var wanted = Order() with { Totals = new DocumentTotals(Euro(0m), Euro(0m), Euro(300m)) };
            erp.Line.DieAfter = step;
            var died = false;
            try
            {
                await erp.SendAsync(wanted);
            }
            catch (ProcessKilledException)
            {
                died = true;
            }

            erp.Restart();
            var result = await erp.SendAsync(wanted);

            result.Should().BeOfType<WriteResult.Failed>().Which.Fault.Code.Should().Be("bc.total-mismatch");
            erp.Erp.World.Books.Orders.Should().BeEmpty();
            if (!died)
            {
                return;
            }
        }

        Assert.Fail("The write never came to an end.");
    }

    [Fact]
    public async Task An_unknown_item_is_named_with_its_line()
    {
        await using var erp = await StartAsync();

        var result = await erp.SendAsync(Document("shop-1", 10m, Item("BIKE", 1, 119m), Item("NOSUCH", 1, 1m)));

        var fault = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        (fault.Kind, fault.Code, fault.Field).Should().Be((FaultKind.Invalid, "bc.item-missing", "lines[1].item"));
        fault.Message.Should().Contain("NOSUCH");
        fault.Hint.Should().Contain("DocumentSettings.Items");
        erp.Erp.World.Books.Orders.Should().BeEmpty();
    }

    [Fact]
    public async Task An_unknown_item_is_waited_for_where_the_host_says_so()
    {
        await using var erp = await StartAsync(options => options.MissingItems = BusinessCentralMissingItemMode.Wait);

        var result = await erp.SendAsync(Document("shop-1", 10m, Item("NOSUCH", 1, 1m)));

        result.Should().BeOfType<WriteResult.Failed>().Which.Fault.Kind.Should().Be(FaultKind.MissingDependency);
    }

    [Fact]
    public async Task A_currency_the_company_does_not_have_is_named()
    {
        await using var erp = await StartAsync();
        var krona = Currency.FromCode("SEK");
        var document = Document("shop-1", 119m, Item("BIKE", 1, 119m));

        var result = await erp.SendAsync(document with { Currency = krona, Totals = new DocumentTotals(new Money(0m, krona), new Money(0m, krona), new Money(119m, krona)) });

        var fault = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        (fault.Kind, fault.Code, fault.Field).Should().Be((FaultKind.Invalid, "bc.currency-missing", "currency"));
        fault.Message.Should().Contain("SEK");
        fault.Hint.Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task An_item_number_that_is_too_long_is_named_with_its_length_and_the_mapping_as_remedy()
    {
        await using var erp = await StartAsync();

        var result = await erp.SendAsync(Document("shop-1", 119m, Item("A-SKU-OF-TWENTY-FIVE-SIGN", 1, 119m)));

        var fault = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        (fault.Kind, fault.Code, fault.Field).Should().Be((FaultKind.Invalid, "bc.too-long", "lines[0].item"));
        fault.Message.Should().Contain("A-SKU-OF-TWENTY-FIVE-SIGN").And.Contain("25").And.Contain("20");
        fault.Hint.Should().Contain("DocumentSettings.Items");
        erp.Line.Sent.Should().NotContain(request => request.IsWrite);
    }

    [Theory]
    [InlineData("NOVAT", "100.00")]
    [InlineData(null, null)]
    public async Task Lines_without_tax_get_the_tax_code_for_untaxed_lines(string? code, string? total)
    {
        await using var erp = await StartAsync(options => options.UntaxedTaxCode = code);

        var result = await erp.SendAsync(Document("shop-1", 100m, Item("BIKE", 1, 100m, rate: 0m) with { Tax = [] }) with { PricesIncludeTax = false });

        if (total is null)
        {
            result.Should().BeOfType<WriteResult.Failed>().Which.Fault.Code.Should().Be("bc.total-mismatch", "the item's own tax code says 19 %");
        }
        else
        {
            result.Should().BeOfType<WriteResult.Applied>();
            erp.Erp.World.Books.Orders.Single().TotalIncludingTax.Should().Be(decimal.Parse(total, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task A_blocked_item_is_rejected_with_its_line()
    {
        await using var erp = await StartAsync();
        erp.Erp.World.EditItem("BOOK", "blocked", true);

        var result = await erp.SendAsync(Order());

        var fault = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        (fault.Kind, fault.Code, fault.Field).Should().Be((FaultKind.Rejected, "bc.item-blocked", "lines[1].item"));
    }

    [Fact]
    public async Task An_unknown_customer_is_a_missing_dependency()
    {
        await using var erp = await StartAsync();

        var result = await erp.SendAsync(Order() with { Customer = new CustomerRef(null, "C-UNKNOWN") });

        var fault = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        (fault.Kind, fault.Field).Should().Be((FaultKind.MissingDependency, "customer"));
    }

    [Theory]
    [InlineData("role")]
    [InlineData("external")]
    [InlineData("city")]
    [InlineData("customer")]
    [InlineData("location")]
    public async Task Content_that_cannot_be_stored_is_refused_before_anything_is_sent(string what)
    {
        await using var erp = await StartAsync();
        var (document, field) = what switch
        {
            "role" => (Document("shop-1", 1m, Account("", 1m)), "lines[0].account"),
            "external" => (Order(new string('x', 36)), "externalNumber"),
            "city" => (Order() with { ShipTo = new Address { City = new string('x', 31) } }, "shipTo.city"),
            "customer" => (Order() with { Customer = null }, "customer"),
            _ => (Document("shop-1", 119m, Item("BIKE", 1, 119m) with { Location = "NOWHERE" }), "lines[0].location"),
        };

        var result = await erp.SendAsync(document);

        var fault = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        (fault.Kind, fault.Field).Should().Be((FaultKind.Invalid, field));
        erp.Line.Sent.Should().NotContain(request => request.IsWrite);
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

    [Fact]
    public async Task An_update_brings_the_document_to_the_new_state_and_keeps_the_lines_that_stay()
    {
        await using var erp = await StartAsync();
        var reference = await erp.AppliedAsync(Order());
        var before = await erp.StateAsync(reference.Id);
        var wanted = Document("shop-1001", 138.40m, Item("BIKE", 1, 119m), Item("CAP", 1, 11.90m), Account(ErpAccounts.Shipping, 7.50m));

        await erp.AppliedAsync(wanted, WriteKind.Update, reference);

        var state = await erp.StateAsync(reference.Id);
        state!.Totals!.Gross.Should().Be(Euro(138.40m));
        state.Lines.Select(line => (line.Number, line.Quantity)).Should().Equal(("BIKE", 1m), ("CAP", 1m), ("40400", 1m));
        state.Lines[0].Key.Should().Be(before!.Lines[0].Key);
        state.Lines[2].Key.Should().Be(before.Lines[2].Key);
        (await erp.SendAsync(wanted, WriteKind.Update, reference)).Should().BeOfType<WriteResult.Unchanged>();
    }

    [Fact]
    public async Task Dying_anywhere_in_an_update_ends_in_the_new_state()
    {
        var wanted = Document("shop-1001", 138.43m, Item("BIKE", 1, 119m), Item("CAP", 1, 11.90m), Account(ErpAccounts.Shipping, 7.50m));
        for (var step = 1; step < 30; step++)
        {
            await using var erp = await StartAsync();
            var reference = await erp.AppliedAsync(Order());
            erp.Restart();
            erp.Line.DieAfter = step;
            var died = false;
            try
            {
                await erp.SendAsync(wanted, WriteKind.Update, reference);
            }
            catch (ProcessKilledException)
            {
                died = true;
            }

            erp.Restart();
            var result = await erp.SendAsync(wanted, WriteKind.Update, reference);

            result.Should().Match<WriteResult>(outcome => outcome is WriteResult.Applied || outcome is WriteResult.Unchanged);
            var state = await erp.StateAsync(reference.Id);
            state!.Totals!.Gross.Should().Be(Euro(138.43m));
            state.Lines.Select(line => line.Number).Should().Equal("BIKE", "CAP", "40400", ErpAccounts.Rounding);
            if (!died)
            {
                return;
            }
        }

        Assert.Fail("The write never came to an end.");
    }

    [Fact]
    public async Task A_stale_line_is_a_conflict()
    {
        await using var erp = await StartAsync();
        var reference = await erp.AppliedAsync(Order());
        erp.Line.AnswerInstead = request =>
        {
            if (request.Method == "PATCH")
            {
                erp.Erp.World.EditOrderLine(reference.DisplayNumber!, 10000, "description", "changed by a person");
                erp.Line.AnswerInstead = null;
            }

            return null;
        };

        var result = await erp.SendAsync(Document("shop-1001", 138.40m, Item("BIKE", 1, 119m), Item("BOOK", 2, 10.70m), Account(ErpAccounts.Shipping, 7.50m)), WriteKind.Update, reference);

        var fault = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        (fault.Kind, fault.Code).Should().Be((FaultKind.Conflict, "bc.request-entity-changed"));
    }

    [Fact]
    public async Task A_released_order_is_not_changed()
    {
        await using var erp = await StartAsync();
        var reference = await erp.AppliedAsync(Order());
        erp.Erp.World.ReleaseOrder(reference.DisplayNumber!);

        var result = await erp.SendAsync(Document("shop-1001", 119m, Item("BIKE", 1, 119m)), WriteKind.Update, reference);

        result.Should().BeOfType<WriteResult.Failed>().Which.Fault.Code.Should().Be("bc.not-editable");
    }

    [Fact]
    public async Task A_partly_posted_order_can_be_reduced_to_what_is_posted()
    {
        await using var erp = await StartAsync();
        var reference = await erp.AppliedAsync(Order());
        erp.Erp.World.PostOrder(reference.DisplayNumber!, new Dictionary<int, decimal> { [10000] = 1m });

        await erp.AppliedAsync(Document("shop-1001", 147.90m, Item("BIKE", 1, 119m), Item("BOOK", 2, 10.70m), Account(ErpAccounts.Shipping, 7.50m)), WriteKind.Update, reference);

        var state = await erp.StateAsync(reference.Id);
        state!.Status.Should().Be(SalesDocumentStatus.PartlyPosted);
        state.Lines[0].Quantity.Should().Be(1m);
        state.Lines[0].InvoicedQuantity.Should().Be(1m);
        state.PostedNumbers.Should().ContainSingle();
    }

    [Fact]
    public async Task A_change_that_arrived_before_people_posted_the_order_counts_as_written()
    {
        await using var erp = await StartAsync();
        var reference = await erp.AppliedAsync(Order());
        var changed = Document("shop-1001", 147.90m, Item("BIKE", 1, 119m), Item("BOOK", 2, 10.70m), Account(ErpAccounts.Shipping, 7.50m));
        var patched = false;
        erp.Line.AnswerInstead = request =>
        {
            if (patched && request.Method == "GET")
            {
                erp.Line.AnswerInstead = null;
                erp.Erp.World.PostOrder(reference.DisplayNumber!);
            }

            patched |= request.Method == "PATCH";
            return null;
        };

        var written = await erp.AppliedAsync(changed, WriteKind.Update, reference);

        erp.Erp.World.Books.Orders.Should().BeEmpty("it is posted and gone");
        written.Id.Should().Be(reference.Id);
        (await erp.AppliedAsync(changed, WriteKind.Update, reference)).Id.Should().Be(reference.Id, "the same change sent again finds itself");
        (await erp.SendAsync(Order(), WriteKind.Update, reference)).Should().BeOfType<WriteResult.Failed>().Which.Fault.Code.Should().Be("bc.already-posted");
    }

    [Fact]
    public async Task A_line_is_found_by_its_number_when_another_one_sells_the_same_article()
    {
        await using var erp = await StartAsync();
        var first = Item("BIKE", 1, 119m) with { LineNumber = 10_000 };
        var second = Item("BIKE", 2, 119m) with { LineNumber = 20_000 };
        var reference = await erp.AppliedAsync(Document("shop-1001", 357m, first, second));
        erp.Erp.World.PostOrder(reference.DisplayNumber!, new Dictionary<int, decimal> { [20000] = 1m });

        await erp.AppliedAsync(Document("shop-1001", 248.70m, second, Item("BOOK", 1, 10.70m) with { LineNumber = 25_000 }), WriteKind.Update, reference);

        var state = await erp.StateAsync(reference.Id);
        state!.Lines.Select(line => (line.Key, line.Quantity, line.ShippedQuantity)).Should().Equal(("20000", 2m, 1m), ("25000", 1m, 0m));
    }

    [Fact]
    public async Task Deleting_an_open_order_removes_it_once()
    {
        await using var erp = await StartAsync();
        var reference = await erp.AppliedAsync(Order());

        await erp.AppliedAsync(Order(), WriteKind.Delete, reference);

        erp.Erp.World.Books.Orders.Should().BeEmpty();
        (await erp.SendAsync(Order(), WriteKind.Delete, reference)).Should().BeOfType<WriteResult.Unchanged>();
        (await FindAsync(erp.States, reference.Id)).IsDeleted.Should().BeTrue();
    }

    [Fact]
    public async Task A_posted_order_is_not_deleted()
    {
        await using var erp = await StartAsync();
        var reference = await erp.AppliedAsync(Order());
        erp.Erp.World.PostOrder(reference.DisplayNumber!);

        var result = await erp.SendAsync(Order(), WriteKind.Delete, reference);

        result.Should().BeOfType<WriteResult.Failed>().Which.Fault.Code.Should().Be("bc.already-posted");
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
