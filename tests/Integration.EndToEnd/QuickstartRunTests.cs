using System.Text.Json;
using Quickstart;

namespace ErpSync.EndToEnd;

/// <summary>
/// What the Quickstart shows its user: with both systems misbehaving, the books agree. These are a few small runs; the whole proof is twenty runs of full size:
/// <code>for seed in $(seq 20); do dotnet run -c Release --project samples/Quickstart -- --seed $seed || break; done</code>
/// </summary>
public sealed class QuickstartRunTests
{
    private const int Orders = 20;

    // A quiet machine needs a tenth of it.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public async Task Chaos_in_both_systems_leaves_books_that_agree(int seed, bool inMemory)
    {
        using var limit = new CancellationTokenSource(Limit);
        var folder = Directory.CreateTempSubdirectory("erpsync-run-");
        try
        {
            var file = Path.Combine(folder.FullName, "report.json");

            var exit = await QuickstartRun.RunAsync(new QuickstartOptions { Orders = Orders, Seed = seed, Chaos = true, InMemory = inMemory, Report = file }, limit.Token);

            exit.Should().Be(0, "seed {0}", seed);
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
            Number(root, "orders", "inErp").Should().BeGreaterThan(Orders / 2);
            Number(root, "signals", "accepted").Should().Be(
                Number(root, "signals", "applied") + Number(root, "signals", "unchanged") + Number(root, "signals", "superseded")
                + Number(root, "signals", "waiting") + Number(root, "signals", "cases"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The shop sells, the ERP keeps the books, a warehouse ships by files, a CDP is told.</summary>
    [Fact]
    public async Task All_roles_together_leave_books_that_agree()
    {
        using var limit = new CancellationTokenSource(Limit);
        var folder = Directory.CreateTempSubdirectory("erpsync-run-");
        try
        {
            var file = Path.Combine(folder.FullName, "report.json");

            var exit = await QuickstartRun.RunAsync(new QuickstartOptions { Orders = Orders, Seed = 4, Chaos = true, AllRoles = true, Report = file }, limit.Token);

            exit.Should().Be(0);
            using var report = JsonDocument.Parse(await File.ReadAllTextAsync(file));
            var told = report.RootElement.GetProperty("told");
            Number(told, "orders", "missing").Should().Be(0);
            Number(told, "orders", "told").Should().BeGreaterThan(Orders / 2);
            Number(told, "orders", "duplicates").Should().Be(0);
            Number(told, "refunds", "duplicates").Should().Be(0);
            Number(report.RootElement, "fulfilments", "missing").Should().Be(0);
            Number(report.RootElement, "fulfilments", "inErp").Should().BePositive();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static long Number(JsonElement root, string part, string name) => root.GetProperty(part).GetProperty(name).GetInt64();
}
