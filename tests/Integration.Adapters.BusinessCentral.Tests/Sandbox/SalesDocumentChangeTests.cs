using ErpSync.Adapters.BusinessCentral.Tests.Wire;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.BusinessCentral;
using static ErpSync.Adapters.BusinessCentral.Tests.Sandbox.ErpFixture;

namespace ErpSync.Adapters.BusinessCentral.Tests.Sandbox;

/// <summary>Documents are changed and deleted, whatever people have done to them meanwhile.</summary>
public sealed class SalesDocumentChangeTests
{
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
    public async Task An_update_leaves_the_dates_that_people_set()
    {
        await using var erp = await StartAsync();
        var reference = await erp.AppliedAsync(Order());
        erp.Erp.World.EditOrder(reference.DisplayNumber!, "postingDate", Today.AddDays(4));
        erp.Erp.World.EditOrder(reference.DisplayNumber!, "orderDate", Today.AddDays(2));
        erp.Restart();

        await erp.AppliedAsync(Document("shop-1001", 138.40m, Item("BIKE", 1, 119m), Item("CAP", 1, 11.90m), Account(ErpAccounts.Shipping, 7.50m)), WriteKind.Update, reference);

        erp.Line.Sent.Should().NotContain(request => request.Method == "PATCH" && (request.Body!.Contains("postingDate") || request.Body.Contains("orderDate")));
        erp.Erp.World.PostOrder(reference.DisplayNumber!);
        (await erp.StateAsync(reference.Id))!.FirstPostingDate.Should().Be(Today.AddDays(4));
    }

    [Fact]
    public Task Dying_anywhere_in_an_update_ends_in_the_new_state()
    {
        var wanted = Document("shop-1001", 138.43m, Item("BIKE", 1, 119m), Item("CAP", 1, 11.90m), Account(ErpAccounts.Shipping, 7.50m));
        return Deaths.EverywhereAsync(async erp =>
        {
            var reference = await erp.AppliedAsync(Order());
            return new Deaths.Walk(() => erp.SendAsync(wanted, WriteKind.Update, reference), async () =>
            {
                var result = await erp.SendAsync(wanted, WriteKind.Update, reference);

                result.Should().Match<WriteResult>(outcome => outcome is WriteResult.Applied || outcome is WriteResult.Unchanged);
                var state = await erp.StateAsync(reference.Id);
                state!.Totals!.Gross.Should().Be(Euro(138.43m));
                state.Lines.Select(line => line.Number).Should().Equal("BIKE", "CAP", "40400", ErpAccounts.Rounding);
            });
        });
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
}
