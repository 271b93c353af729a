using System.Text.Json;
using Quickstart;

namespace ErpSync.EndToEnd;

/// <summary>What the Quickstart shows its user: with both systems misbehaving, the books agree.</summary>
public sealed class QuickstartRunTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    [ChaosTheory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public async Task Chaos_in_both_systems_leaves_books_that_agree(int seed, bool inMemory)
    {
        using var limit = new CancellationTokenSource(Limit);
        var folder = Directory.CreateTempSubdirectory("erpsync-run-");
        try
        {
            var file = Path.Combine(folder.FullName, "report.json");

            var exit = await QuickstartRun.RunAsync(new QuickstartOptions { Orders = 25, Seed = seed, Chaos = true, InMemory = inMemory, Report = file }, limit.Token);

            exit.Should().Be(0);
            using var report = JsonDocument.Parse(await File.ReadAllTextAsync(file));
            var root = report.RootElement;
            Number(root, "orders", "missing").Should().Be(0);
            Number(root, "orders", "duplicates").Should().Be(0);
            Number(root, "refunds", "missing").Should().Be(0);
            Number(root, "refunds", "duplicates").Should().Be(0);
            Number(root, "fulfilments", "missing").Should().Be(0);
            Number(root, "fulfilments", "duplicates").Should().Be(0);
            Number(root, "stock", "mismatches").Should().Be(0);
            root.GetProperty("money").GetProperty("unexplained").GetString().Should().Be("0.00");
            Number(root, "orders", "inErp").Should().BeGreaterThan(10);
            Number(root, "signals", "accepted").Should().Be(
                Number(root, "signals", "applied") + Number(root, "signals", "unchanged") + Number(root, "signals", "superseded")
                + Number(root, "signals", "waiting") + Number(root, "signals", "cases"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static long Number(JsonElement root, string part, string name) => root.GetProperty(part).GetProperty(name).GetInt64();
}
