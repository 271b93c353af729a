using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Files.Tests;

/// <summary>What became of a file is a record, so that nothing a warehouse sends is refused unseen.</summary>
public sealed class FileRecordTests
{
    private const string Row = "A,WH-1,5,2026-03-02T08:00:00Z\n";

    [Fact]
    public async Task A_file_that_was_used_says_how_many_rows_it_had_and_what_was_wrong_with_some()
    {
        using var warehouse = new Warehouse();
        warehouse.Send("stock-1.csv", Warehouse.StockHeader + Row + "B,WH-1,-1,2026-03-02T08:00:00Z\n");
        var file = (await warehouse.ReadAsync<WarehouseFile>()).Should().ContainSingle().Subject;
        file.Id.Should().Be("000000000001-stock-1.csv");
        file.Fault.Should().BeNull("the bad row is a fault of SKU B");
        file.Value!.Rows.Should().Be(2);
        file.Value.Problems.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Line = 3, Id = "B", Code = "files.quantity-negative" });
    }

    [Fact]
    public async Task A_refused_file_is_a_fault_over_a_restart_until_it_is_taken_away()
    {
        using var warehouse = new Warehouse();
        warehouse.Send("stock-1.csv", Warehouse.StockHeader + "A,WH-1,5");
        var refused = (await warehouse.ReadAsync<WarehouseFile>()).Should().ContainSingle().Subject;
        refused.Fault.Should().BeEquivalentTo(new { Kind = FaultKind.Invalid, Code = "files.cut" });
        refused.Fault!.Hint.Should().Contain("reject folder");
        var checkpoint = warehouse.LastCheckpoint;

        warehouse.Restart();
        (await warehouse.FindAsync<WarehouseFile>(refused.Id)).Should().BeEquivalentTo(new { refused.Version, Fault = new { Code = "files.cut" } });
        (await warehouse.ReadAsync<WarehouseFile>(checkpoint)).Should().BeEmpty();

        foreach (var file in warehouse.Files("reject"))
        {
            File.Delete(Path.Combine(warehouse.Folder("reject"), file));
        }

        (await warehouse.ReadAsync<WarehouseFile>(checkpoint)).Should().ContainSingle().Which.Fault.Should().BeNull("somebody dealt with it");
        checkpoint = warehouse.LastCheckpoint;
        warehouse.Restart();
        warehouse.Send("stock-1.csv", Warehouse.StockHeader + Row);
        (await warehouse.ReadAsync<WarehouseFile>(checkpoint)).Should().ContainSingle("the number of a refused file is never given again").Which.Id.Should().Be("000000000002-stock-1.csv");
    }

    [Fact]
    public async Task Rows_that_name_no_record_are_a_fault_of_their_file()
    {
        using var warehouse = new Warehouse();
        warehouse.Send("stock-1.csv", Warehouse.StockHeader + Row + "B;WH-1;3\n,WH-1,1,2026-03-02T08:00:00Z\n");
        var fault = (await warehouse.ReadAsync<WarehouseFile>()).Should().ContainSingle().Subject.Fault!;
        fault.Code.Should().Be("files.rows-unusable");
        fault.Message.Should().Contain("2 rows").And.Contain("files.");
        (await warehouse.OnHandAsync("A")).Should().Be(5m);
    }

    [Theory]
    [InlineData("")]
    [InlineData("17")]
    [InlineData("shipment|17")]
    [InlineData("stock-level|x")]
    public async Task A_checkpoint_of_another_feed_is_refused_with_a_hint(string checkpoint)
    {
        using var warehouse = new Warehouse();
        var act = () => warehouse.ReadAsync<StockLevel>(new Checkpoint(checkpoint));
        (await act.Should().ThrowAsync<ConnectorException>()).Which.Fault.Should().Match<Fault>(fault => fault.Kind == FaultKind.Invalid && fault.Code == "files.checkpoint" && fault.Hint != null);
    }

    [Fact]
    public async Task A_cancelled_reading_ends_between_two_pages()
    {
        using var warehouse = new Warehouse();
        using var source = new CancellationTokenSource();
        warehouse.Send("stock-1.csv", Warehouse.StockHeader + Row + "B,WH-1,1,2026-03-02T08:00:00Z\n");
        await using var pages = ((ISource<StockLevel>)warehouse.Connector).ReadAsync(new ReadRequest(PageSizeHint: 1), source.Token).GetAsyncEnumerator(source.Token);
        (await pages.MoveNextAsync()).Should().BeTrue();
        await source.CancelAsync();
        var act = async () => await pages.MoveNextAsync();
        await act.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_is_told_by_the_check()
    {
        var file = Path.GetTempFileName();
        try
        {
            using var connector = new FilesConnector("wms", new FilesOptions { Root = Path.Combine(file, "exchange") }, TimeProvider.System);
            var report = await connector.CheckAsync(CancellationToken.None);
            report.State.Should().Be(ConnectionState.Misconfigured);
            report.Findings.Should().ContainSingle().Which.Should().Match<ConnectionFinding>(finding => finding.Code == "files.folder" && finding.Hint != null);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task What_another_process_accepted_is_known_at_the_next_look()
    {
        using var warehouse = new Warehouse();
        (await warehouse.ReadAsync<StockLevel>()).Should().BeEmpty();
        using (var other = new FilesConnector("wms", new FilesOptions { Root = Path.GetDirectoryName(warehouse.Folder("inbox"))!, SettleTime = TimeSpan.Zero }, warehouse.Time))
        {
            warehouse.Send("stock-1.csv", Warehouse.StockHeader + Row);
            await foreach (var _ in ((ISource<StockLevel>)other).ReadAsync(new ReadRequest(), CancellationToken.None))
            {
            }
        }

        (await warehouse.OnHandAsync("A")).Should().Be(5m);
    }
}
