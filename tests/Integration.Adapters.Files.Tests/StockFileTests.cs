using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Files.Tests;

public sealed class StockFileTests
{
    [Fact]
    public async Task A_snapshot_is_read_once_archived_and_remembered_over_a_restart()
    {
        using var warehouse = new Warehouse();
        warehouse.Send("stock-1.csv", Warehouse.StockHeader + "A,WH-1,5,2026-03-02T08:00:00Z\nA,WH-2,1,2026-03-02T08:00:00Z\nB,WH-1,0,2026-03-02T08:00:00Z\nC,WH-1,7,2026-03-02T08:00:00Z\n");
        (await warehouse.ReadAsync<StockLevel>()).Select(record => record.Id).Should().Equal("A", "B", "C");
        warehouse.Files("inbox").Should().BeEmpty();
        warehouse.Files("work").Should().BeEmpty();
        warehouse.Files("archive").Should().ContainSingle().Which.Should().EndWith("-stock-1.csv");
        (await warehouse.ReadAsync<StockLevel>(warehouse.LastCheckpoint)).Should().BeEmpty();

        var before = await warehouse.FindAsync<StockLevel>("A");
        warehouse.Restart();
        var after = await warehouse.FindAsync<StockLevel>("A");
        after.Version.Should().Be(before.Version);
        after.Value!.Cells.Should().Equal(new StockCell { Location = "WH-1", OnHand = 5m }, new StockCell { Location = "WH-2", OnHand = 1m });
        after.Value.Watermark.Should().StartWith("2026-03-02T08:00:00");
        (await warehouse.FindAsync<StockLevel>("unknown")).IsDeleted.Should().BeTrue();
    }

    [Fact]
    public async Task Only_what_changed_is_a_change()
    {
        using var warehouse = new Warehouse();
        warehouse.Send("stock-1.csv", Warehouse.StockHeader + "A,WH-1,5,2026-03-02T08:00:00Z\nB,WH-1,3,2026-03-02T08:00:00Z\n");
        await warehouse.ReadAsync<StockLevel>();
        var checkpoint = warehouse.LastCheckpoint;
        warehouse.Send("stock-2.csv", Warehouse.StockHeader + "A,WH-1,5,2026-03-02T09:00:00Z\nB,WH-1,2,2026-03-02T09:00:00Z\n");
        (await warehouse.ReadAsync<StockLevel>(checkpoint)).Select(record => record.Id).Should().Equal("B");
    }

    [Fact]
    public async Task A_snapshot_older_than_the_last_changes_nothing_and_is_reported()
    {
        using var warehouse = new Warehouse();
        warehouse.Send("stock-1.csv", Warehouse.StockHeader + "A,WH-1,5,2026-03-02T08:00:00Z\n");
        await warehouse.ReadAsync<StockLevel>();
        warehouse.Send("stock-0.csv", Warehouse.StockHeader + "A,WH-1,9,2026-03-02T07:00:00Z\n");
        await warehouse.ReadAsync<StockLevel>();
        (await warehouse.OnHandAsync("A")).Should().Be(5m);
        warehouse.Text("reject", ".rows.csv").Should().Contain("files.snapshot-old").And.Contain("\"A\"");
    }

    [Fact]
    public async Task A_file_cut_in_the_middle_is_refused_as_a_whole()
    {
        using var warehouse = new Warehouse();
        warehouse.Send("stock-1.csv", Warehouse.StockHeader + "A,WH-1,5,2026-03-02T08:00:00Z\nB,WH-1,1");
        warehouse.Send("stock-2.csv", Warehouse.StockHeader + "\"A,WH-1,5,2026-03-02T08:00:00Z\n");
        (await warehouse.ReadAsync<StockLevel>()).Should().BeEmpty();
        warehouse.Files("archive").Should().OnlyContain(file => file.EndsWith(".refused", StringComparison.Ordinal));
        warehouse.Files("reject").Should().HaveCount(4);
        warehouse.Text("reject", "stock-1.csv.reason.txt").Should().Contain("files.cut").And.Contain("line 3");
        (await warehouse.Connector.CheckAsync(CancellationToken.None)).Findings.Should().ContainSingle().Which.Code.Should().Be("files.rejected");
    }

    [Fact]
    public async Task Bad_rows_spoil_their_own_record_only()
    {
        using var warehouse = new Warehouse(options => options.Locations.Add("WH-1"));
        warehouse.Send("stock-1.csv", Warehouse.StockHeader
            + "good,WH-1,5,2026-03-02T08:00:00Z\nnegative,WH-1,-1,2026-03-02T08:00:00Z\nfraction,WH-1,1.5,2026-03-02T08:00:00Z\ntext,WH-1,many,2026-03-02T08:00:00Z\n"
            + "where,WH-9,1,2026-03-02T08:00:00Z\nlater,WH-1,1,2026-03-02T14:00:00Z\n,WH-1,1,2026-03-02T08:00:00Z\nshort,WH-1\n");
        var records = (await warehouse.ReadAsync<StockLevel>()).ToDictionary(record => record.Id);
        records["good"].Value!.Cells.Should().ContainSingle();
        records.Where(pair => pair.Value.Fault is not null).ToDictionary(pair => pair.Key, pair => pair.Value.Fault!.Code).Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["negative"] = "files.quantity-negative",
            ["fraction"] = "files.quantity-fractional",
            ["text"] = "files.quantity-unreadable",
            ["where"] = "files.location-unknown",
            ["later"] = "files.instant-in-future",
        });
        warehouse.Text("reject", ".rows.csv").Split('\n').Should().Contain(line => line.StartsWith("8,\"\",files.value-missing", StringComparison.Ordinal))
            .And.Contain(line => line.StartsWith("9,\"\",files.row-misshapen", StringComparison.Ordinal));

        warehouse.Send("stock-2.csv", Warehouse.StockHeader + "negative,WH-1,4,2026-03-02T09:00:00Z\n");
        await warehouse.ReadAsync<StockLevel>();
        (await warehouse.OnHandAsync("negative")).Should().Be(4m);
    }

    [Fact]
    public async Task A_sku_is_one_article_however_it_is_spelt()
    {
        using var warehouse = new Warehouse();
        warehouse.Send("stock-1.csv", Warehouse.StockHeader + "tee,WH-1,5,2026-03-02T08:00:00Z\n");
        await warehouse.ReadAsync<StockLevel>();
        warehouse.Send("stock-2.csv", Warehouse.StockHeader + "TEE,WH-1,4,2026-03-02T09:00:00Z\ncap,WH-1,1,2026-03-02T09:00:00Z\nCAP,WH-1,2,2026-03-02T09:00:00Z\n");
        await warehouse.ReadAsync<StockLevel>();
        (await warehouse.OnHandAsync("tee")).Should().Be(4m);
        (await warehouse.OnHandAsync("Tee")).Should().Be(4m);
        (await warehouse.FindAsync<StockLevel>("CAP")).Fault!.Code.Should().Be("files.duplicate-sku");
    }

    [Fact]
    public async Task A_sku_given_twice_with_different_numbers_is_neither()
    {
        using var warehouse = new Warehouse();
        warehouse.Send("stock-1.csv", Warehouse.StockHeader + "A,WH-1,5,2026-03-02T08:00:00Z\nA,WH-1,6,2026-03-02T08:00:00Z\nB,WH-1,1,2026-03-02T08:00:00Z\nB,WH-1,1,2026-03-02T08:00:00Z\n");
        await warehouse.ReadAsync<StockLevel>();
        (await warehouse.FindAsync<StockLevel>("A")).Fault!.Code.Should().Be("files.duplicate-sku");
        (await warehouse.OnHandAsync("B")).Should().Be(1m);
    }

    [Fact]
    public async Task Another_number_for_the_same_instant_is_a_conflict()
    {
        using var warehouse = new Warehouse();
        warehouse.Send("stock-1.csv", Warehouse.StockHeader + "A,WH-1,5,2026-03-02T08:00:00Z\n");
        await warehouse.ReadAsync<StockLevel>();
        warehouse.Send("stock-2.csv", Warehouse.StockHeader + "A,WH-1,6,2026-03-02T08:00:00Z\n");
        await warehouse.ReadAsync<StockLevel>();
        (await warehouse.FindAsync<StockLevel>("A")).Fault!.Code.Should().Be("files.snapshot-conflict");
    }

    [Theory]
    [InlineData("sku;location;on_hand\n", "files.header")]
    [InlineData("", "files.empty")]
    [InlineData("sku,sku,location,on_hand,as_of\n", "files.header")]
    public async Task What_does_not_fit_the_layout_is_refused_unread(string text, string code)
    {
        using var warehouse = new Warehouse();
        warehouse.Send("stock-1.csv", text);
        await warehouse.ReadAsync<StockLevel>();
        warehouse.Text("reject", ".reason.txt").Should().StartWith(code);
    }

    [Fact]
    public async Task Other_headers_separators_and_quotes_are_a_matter_of_layout()
    {
        using var warehouse = new Warehouse(options =>
        {
            options.Stock.Pattern = "bestand_*.txt";
            options.Stock.Separator = ';';
            options.Stock.Columns["sku"] = "Artikel";
            options.Stock.Columns["on_hand"] = "Menge";
        });
        warehouse.Send("bestand_1.txt", "\uFEFFMenge;Artikel;location;as_of;Bemerkung\r\n5;\"A;\"\"1\"\"\";WH-1;2026-03-02T08:00:00Z;\"zwei\nZeilen\"\r\n");
        await warehouse.ReadAsync<StockLevel>();
        (await warehouse.OnHandAsync("A;\"1\"")).Should().Be(5m);
    }

    [Fact]
    public async Task A_file_still_being_written_is_left_alone()
    {
        using var warehouse = new Warehouse(options => options.SettleTime = TimeSpan.FromSeconds(30));
        warehouse.Send("stock-1.csv", Warehouse.StockHeader + "A,WH-1,5,2026-03-02T08:00:00Z\n");
        File.SetLastWriteTimeUtc(Path.Combine(warehouse.Folder("inbox"), "stock-1.csv"), warehouse.Time.GetUtcNow().UtcDateTime);
        (await warehouse.ReadAsync<StockLevel>()).Should().BeEmpty();
        warehouse.Time.Advance(TimeSpan.FromSeconds(30));
        (await warehouse.ReadAsync<StockLevel>()).Should().ContainSingle();
    }

    [Fact]
    public async Task What_a_dead_process_left_half_done_is_done_again()
    {
        using var warehouse = new Warehouse();
        File.WriteAllText(Path.Combine(warehouse.Folder("work"), "stock-1.csv"), Warehouse.StockHeader + "A,WH-1,5,2026-03-02T08:00:00Z\n");
        (await warehouse.ReadAsync<StockLevel>()).Should().ContainSingle();
        warehouse.Files("work").Should().BeEmpty();
        warehouse.Files("archive").Should().ContainSingle();
    }

    [Fact]
    public async Task A_file_larger_than_allowed_is_refused_unread_and_others_are_ignored()
    {
        using var warehouse = new Warehouse(options => options.MaxFileBytes = 1024);
        warehouse.Send("stock-1.csv", new string('x', 1025));
        warehouse.Send("readme.md", "not ours");
        await warehouse.ReadAsync<StockLevel>();
        warehouse.Text("reject", ".reason.txt").Should().StartWith("files.too-large");
        warehouse.Files("inbox").Should().Equal("readme.md");
    }
}
