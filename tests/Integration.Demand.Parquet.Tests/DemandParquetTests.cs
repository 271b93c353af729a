using Parquet;

namespace ErpSync.Demand.Parquet.Tests;

public sealed class DemandParquetTests : IDisposable
{
    private static readonly DateTimeOffset Day = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public async Task A_reader_finds_the_long_format_with_nulls_where_demand_was_not_seen()
    {
        await Write(CensoredDays.Null);
        await using var reader = await ParquetReader.CreateAsync(_file);
        reader.Schema.GetDataFields().Select(field => field.Name).Should().StartWith(["unique_id", "ds", "y", "mask", "ordered_qty"])
            .And.EndWith(["level", "version", "known_at"]);
        reader.RowGroupCount.Should().Be(1);
        using var group = reader.OpenRowGroupReader(0);
        group.RowCount.Should().Be(3);

        var demand = new double?[3];
        await group.ReadAsync<double>(reader.Schema.FindDataField("y"), demand);
        demand.Should().Equal(1.5, null, null);
        var dates = new DateTime[3];
        await group.ReadAsync<DateTime>(reader.Schema.FindDataField("ds"), dates);
        dates.Should().Equal(new DateTime(2026, 3, 2), new DateTime(2026, 3, 3), new DateTime(2026, 3, 4));
        var ids = new string[3];
        await group.ReadAsync(reader.Schema.FindDataField("unique_id"), ids);
        ids.Should().AllBe("A|MAIN|web");
        var mask = new int[3];
        await group.ReadAsync<int>(reader.Schema.FindDataField("mask"), mask);
        mask.Should().Equal(1, 0, 0);
    }

    [Fact]
    public async Task Dropped_days_are_not_in_the_file()
    {
        (await Write(CensoredDays.Drop)).Should().Be(1);
        await using var reader = await ParquetReader.CreateAsync(_file);
        using var group = reader.OpenRowGroupReader(0);
        group.RowCount.Should().Be(1);
    }

    [Fact]
    public async Task A_stream_that_cannot_be_sought_is_refused_with_a_remedy()
    {
        await using var pipe = new System.IO.Compression.GZipStream(new MemoryStream(), System.IO.Compression.CompressionMode.Compress);
        var act = () => DemandParquet.WriteAsync(pipe, []);
        (await act.Should().ThrowAsync<ArgumentException>()).WithMessage("*file*");
    }

    public void Dispose() => File.Delete(_file);

    private async Task<int> Write(CensoredDays censored)
    {
        var dataset = new DemandDataset(new DemandSetup { Channels = new Dictionary<string, DemandChannel> { ["web"] = new() } });
        dataset.Add(new DemandFact.Publishable("web", "A", 5m) { At = Day });
        dataset.Add(new DemandFact.Publishable("web", "A", 0m) { At = Day.AddHours(36) });
        dataset.Add(new DemandFact.Ordered("o1", "web", [new DemandLine { Line = "1", Item = "A", Quantity = 1.5m }]) { At = Day.AddHours(1) });
        dataset.Build(Day.AddDays(3));
        await using var file = new FileStream(_file, FileMode.Create);
        return await DemandParquet.WriteAsync(file, dataset.Extract(), censored);
    }
}
