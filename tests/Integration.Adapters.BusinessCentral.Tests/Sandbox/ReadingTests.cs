using System.Text.Json;
using ErpSync.Adapters.BusinessCentral.Tests.Wire;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.BusinessCentral;
using static ErpSync.Adapters.BusinessCentral.Tests.Sandbox.ErpFixture;

namespace ErpSync.Adapters.BusinessCentral.Tests.Sandbox;

public sealed class ReadingTests
{
    [Fact]
    public async Task A_shipment_names_its_order_the_shops_order_and_the_order_lines()
    {
        await using var erp = await StartAsync();
        var order = await erp.AppliedAsync(Order());
        erp.Erp.World.PostOrder(order.DisplayNumber!, new Dictionary<int, decimal> { [10000] = 1m, [20000] = 2m }, invoice: false);

        var (records, _) = await ReadAsync(erp.Shipments);

        var shipment = records.Should().ContainSingle().Subject.Value!;
        shipment.OrderNumber.Should().Be(order.DisplayNumber);
        shipment.ExternalOrderNumber.Should().Be("SHOP-1001");
        shipment.Lines.Should().Equal(new ShipmentLine("BIKE", 1m, "10000"), new ShipmentLine("BOOK", 2m, "20000"));
        (await FindAsync(erp.Shipments, shipment.Id)).Value.Should().BeEquivalentTo(shipment);
        (await FindAsync(erp.Shipments, Guid.Empty.ToString())).IsDeleted.Should().BeTrue();
    }

    [Fact]
    public async Task The_state_of_a_document_says_when_the_first_of_it_was_posted()
    {
        await using var erp = await StartAsync();
        var order = await erp.AppliedAsync(Order());
        (await erp.StateAsync(order.Id))!.FirstPostingDate.Should().BeNull("nothing is posted");

        erp.Erp.World.EditOrder(order.DisplayNumber!, "postingDate", Today.AddDays(2));
        erp.Erp.World.PostOrder(order.DisplayNumber!, new Dictionary<int, decimal> { [10000] = 1m });
        (await erp.StateAsync(order.Id))!.FirstPostingDate.Should().Be(Today.AddDays(2));

        erp.Erp.World.EditOrder(order.DisplayNumber!, "postingDate", Today.AddDays(5));
        erp.Erp.World.PostOrder(order.DisplayNumber!);
        var state = await erp.StateAsync(order.Id);
        (state!.Status, state.FirstPostingDate).Should().Be((SalesDocumentStatus.Posted, Today.AddDays(2)));
    }

    [Fact]
    public async Task A_shipment_that_the_list_does_not_show_yet_is_not_taken_for_gone()
    {
        await using var erp = await StartAsync();
        var order = await erp.AppliedAsync(Order());
        erp.Erp.World.PostOrder(order.DisplayNumber!);
        var known = (await ReadAsync(erp.Shipments)).Records.Single();
        erp.Line.AnswerInstead = request => request.Address.AbsolutePath.EndsWith("/salesShipments", StringComparison.Ordinal)
            ? new HttpResponseMessage { Content = new StringContent("""{"value":[]}""", System.Text.Encoding.UTF8, "application/json") }
            : null;

        var found = await FindAsync(erp.Shipments, known.Id);

        found.IsDeleted.Should().BeFalse();
        found.Value.Should().BeEquivalentTo(known.Value);
    }

    [Fact]
    public async Task Shipments_of_the_same_instant_are_all_read_whatever_the_page_size()
    {
        await using var erp = await StartAsync();
        for (var number = 0; number < 5; number++)
        {
            var order = await erp.AppliedAsync(Document($"shop-{number}", 119m, Item("BIKE", 1, 119m)));
            erp.Erp.World.PostOrder(order.DisplayNumber!);
        }

        foreach (var size in new[] { 1, 2, 4, 5, 6 })
        {
            var (records, _) = await ReadAsync(erp.Shipments, pageSize: size);
            records.Select(record => record.Id).Should().HaveCount(5).And.OnlyHaveUniqueItems();
        }
    }

    [Fact]
    public async Task A_reading_goes_on_from_any_checkpoint_without_losing_a_shipment()
    {
        await using var erp = await StartAsync();
        for (var number = 0; number < 4; number++)
        {
            var order = await erp.AppliedAsync(Document($"shop-{number}", 119m, Item("BIKE", 1, 119m)));
            erp.Erp.World.PostOrder(order.DisplayNumber!);
            erp.Time.Advance(TimeSpan.FromMinutes(30));
        }

        var pages = new List<SourcePage<Shipment>>();
        await foreach (var page in erp.Shipments.ReadAsync(new ReadRequest(PageSizeHint: 1), CancellationToken.None))
        {
            pages.Add(page);
        }

        for (var stop = 0; stop < pages.Count; stop++)
        {
            var (rest, _) = await ReadAsync(erp.Shipments, pages[stop].Next);
            pages.Take(stop + 1).SelectMany(page => page.Records).Concat(rest).Select(record => record.Id).Distinct().Should().HaveCount(4);
            rest.Should().HaveCountLessThan(4 - stop + 1, "what is older than the overlap is not read again");
        }
    }

    [Fact]
    public async Task A_changed_invoice_of_an_order_is_a_change_of_the_order()
    {
        await using var erp = await StartAsync();
        var order = await erp.AppliedAsync(Order());
        var (_, start) = await ReadAsync(erp.States);
        erp.Time.Advance(TimeSpan.FromHours(1));
        erp.Erp.World.PostOrder(order.DisplayNumber!);

        var (changes, _) = await ReadAsync(erp.States, start);

        var change = changes.Should().ContainSingle().Subject;
        change.Id.Should().Be(order.Id);
        change.Value!.Status.Should().Be(SalesDocumentStatus.Posted);
    }

    [Fact]
    public async Task The_version_of_a_state_changes_when_something_is_shipped()
    {
        await using var erp = await StartAsync();
        var order = await erp.AppliedAsync(Order());
        var before = await FindAsync(erp.States, order.Id);
        erp.Erp.World.PostOrder(order.DisplayNumber!, new Dictionary<int, decimal> { [10000] = 1m }, invoice: false);

        var after = await FindAsync(erp.States, order.Id);

        after.Version.Should().NotBe(before.Version);
        (await FindAsync(erp.States, order.Id)).Version.Should().Be(after.Version);
    }

    [Fact]
    public async Task An_id_of_something_else_is_a_fault_of_that_record_alone()
    {
        await using var erp = await StartAsync();
        var order = await erp.AppliedAsync(Order());
        var records = new List<SourceRecord<SalesDocumentState>>();
        await foreach (var record in erp.States.FindAsync(["nonsense", order.Id], CancellationToken.None))
        {
            records.Add(record);
        }

        records.Single(record => record.Id == "nonsense").Fault!.Code.Should().Be("bc.document-id");
        records.Single(record => record.Id == order.Id).Value.Should().NotBeNull();
    }

    [Fact]
    public async Task The_first_reading_of_stock_shows_every_item_and_later_ones_what_moved()
    {
        await using var erp = await StartAsync(options => options.LedgerOverlap = 0);

        var (all, start) = await ReadAsync(erp.Stock, pageSize: 2);
        all.Select(record => (record.Id, record.Value!.Cells.Single().OnHand)).Should().Equal(("BIKE", 100m), ("BOOK", 100m), ("CAP", 50m));
        erp.Erp.World.AdjustInventory("CAP", -3m);

        var (changed, next) = await ReadAsync(erp.Stock, start);

        changed.Should().ContainSingle().Which.Value!.Cells.Single().OnHand.Should().Be(47m);
        (await ReadAsync(erp.Stock, next)).Records.Should().BeEmpty();
    }

    [Fact]
    public async Task The_first_reading_of_stock_goes_on_where_it_stopped()
    {
        await using var erp = await StartAsync(options => options.LedgerOverlap = 0);
        var pages = new List<SourcePage<StockLevel>>();
        await foreach (var page in erp.Stock.ReadAsync(new ReadRequest(PageSizeHint: 1), CancellationToken.None))
        {
            pages.Add(page);
        }

        var (rest, _) = await ReadAsync(erp.Stock, pages[0].Next);

        rest.Select(record => record.Id).Should().Equal("BOOK", "CAP");
    }

    /// <summary>Pages are cut by the server: one may hold nothing and still have a successor.</summary>
    [Fact]
    public async Task An_empty_page_does_not_end_the_first_reading_of_stock()
    {
        await using var erp = await StartAsync(options => options.LedgerOverlap = 0);
        var answered = false;
        erp.Line.AnswerInstead = request =>
        {
            if (answered || !request.Address.AbsolutePath.EndsWith("/items", StringComparison.Ordinal))
            {
                return null;
            }

            answered = true;
            return ScriptedServer.Json(JsonSerializer.Serialize(new Dictionary<string, object> { ["value"] = Array.Empty<object>(), ["@odata.nextLink"] = request.Address }));
        };

        var (all, _) = await ReadAsync(erp.Stock);

        all.Select(record => record.Id).Should().Equal("BIKE", "BOOK", "CAP");
    }

    [Fact]
    public async Task Stock_is_found_by_item_number_and_an_unknown_item_is_gone()
    {
        await using var erp = await StartAsync();
        var records = new Dictionary<string, SourceRecord<StockLevel>>();
        await foreach (var record in erp.Stock.FindAsync(["BIKE", "cap", "NOSUCH"], CancellationToken.None))
        {
            records[record.Id] = record;
        }

        records["BIKE"].Value!.Cells.Single().Should().Be(new StockCell { Location = "", OnHand = 100m });
        records["cap"].Value!.Cells.Single().OnHand.Should().Be(50m);
        records["BIKE"].Value!.Watermark.Should().NotBeNullOrEmpty();
        records["NOSUCH"].IsDeleted.Should().BeTrue();
    }

    [Fact]
    public async Task Stock_per_location_comes_from_the_companion_page()
    {
        await using var erp = await StartAsync(options => options.StockPage = new BusinessCentralStockPage("erpsync/inventory/v1.0", "itemAvailabilities"));
        erp.Erp.World.AdjustInventory("BIKE", 7m, "EAST");

        var level = (await FindAsync(erp.Stock, "BIKE")).Value!;

        level.Cells.Select(cell => (cell.Location, cell.OnHand)).Should().Equal(("EAST", 7m), ("MAIN", 100m));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_item_that_the_companion_page_leaves_out_has_nothing_where_the_page_shows_others(bool restart)
    {
        await using var erp = await StartAsync(options =>
        {
            options.StockPage = new BusinessCentralStockPage("erpsync/inventory/v1.0", "itemAvailabilities");
            options.LedgerOverlap = 0;
        });
        erp.Erp.World.AdjustInventory("BIKE", 7m, "OUTLET");
        var (all, start) = await ReadAsync(erp.Stock);
        erp.Erp.World.AdjustInventory("CAP", -50m);
        if (restart)
        {
            erp.Restart();
        }

        erp.Line.AnswerInstead = request =>
            request.Path.EndsWith("/itemAvailabilities", StringComparison.Ordinal) && request.Query.Contains("CAP", StringComparison.Ordinal) ? ScriptedServer.Json("""{"value":[]}""") : null;

        var (changed, _) = await ReadAsync(erp.Stock, start);
        var asked = await FindAsync(erp.Stock, "CAP");

        all.Single(record => record.Id == "CAP").Value!.Cells.Select(cell => (cell.Location, cell.OnHand)).Should().Equal(("MAIN", 50m), ("OUTLET", 0m));
        foreach (var record in changed.Append(asked))
        {
            record.Id.Should().Be("CAP");
            record.Value!.Cells.Select(cell => (cell.Location, cell.OnHand, cell.Available)).Should().Equal(("MAIN", 0m, null), ("OUTLET", 0m, null));
        }
    }

    [Fact]
    public async Task Items_are_found_by_number_and_by_bar_code()
    {
        await using var erp = await StartAsync();

        (await FindAsync(erp.Items, "BIKE")).Value!.Title.Should().Be("Bike");
        (await FindAsync(erp.Items, "4006381000024")).Value!.Sku.Should().Be("BOOK");
        (await FindAsync(erp.Items, "NOSUCH")).IsDeleted.Should().BeTrue();
        (await ReadAsync(erp.Items)).Records.Should().HaveCount(3);
    }

    [Fact]
    public async Task A_company_can_be_named()
    {
        await using var erp = await StartAsync(options =>
        {
            options.CompanyId = null;
            options.CompanyName = "Sandbox Trading GmbH";
        });

        (await erp.Connector.CheckAsync(CancellationToken.None)).State.Should().Be(ConnectionState.Ok);
        (await FindAsync(erp.Items, "BIKE")).Value.Should().NotBeNull();
    }

    [Fact]
    public async Task The_check_tells_a_wrong_token_from_a_wrong_company()
    {
        await using var wrongToken = await StartAsync(options => options.StaticToken = "wrong");
        (await wrongToken.Connector.CheckAsync(CancellationToken.None)).State.Should().Be(ConnectionState.Unauthorized);

        await using var wrongCompany = await StartAsync(options => options.CompanyId = Guid.Parse("11111111-1111-1111-1111-111111111111"));
        var report = await wrongCompany.Connector.CheckAsync(CancellationToken.None);
        report.State.Should().Be(ConnectionState.Misconfigured);
        report.Findings.Should().ContainSingle().Which.Hint.Should().NotBeNullOrEmpty();
    }
}
