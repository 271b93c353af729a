using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using ErpSync.Sandbox;
using Quickstart;
using Quickstart.Books;
using Quickstart.Story;
using Xunit.Abstractions;

namespace ErpSync.EndToEnd;

/// <summary>A host that is killed again and again loses nothing and does nothing twice.</summary>
public sealed class KilledHostTests(ITestOutputHelper output)
{
    private const int Kills = 25;
    private const int Orders = 40;

    /// <summary>One kill in so many comes while the host is still starting.</summary>
    private const int EarlyKill = 5;

    // A quiet machine needs about a minute.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_host_killed_25_times_over_the_whole_story_leaves_books_that_agree()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("ERPSYNC_KILL_SEED"), out var wanted) ? wanted : 20261;
        output.WriteLine($"seed {seed} (set ERPSYNC_KILL_SEED to repeat it)");
        using var limit = new CancellationTokenSource(Limit);
        var ct = limit.Token;
        var clock = Stopwatch.StartNew();
        var folder = Directory.CreateTempSubdirectory("erpsync-kill-");
        try
        {
            var database = Path.Combine(folder.FullName, "erpsync.db");
            await using var sandboxes = await Sandboxes.StartAsync(seed, chaos: true, ct);
            var stage = new Stage(
                sandboxes.Shop.World, new Warehouse(sandboxes.Erp.World), sandboxes.Catalog, new StoryWriter(sandboxes.Catalog, seed).Write(Orders), seed)
            {
                Admitted = 0,
            };
            var playing = stage.PlayAsync(ordersPerBeat: 1, Patience, ct);

            var kills = await KillAsync(stage, await WritePlaceAsync(sandboxes.Place, folder), database, new FaultDice(new SandboxFaultOptions { Seed = seed }), ct);

            output.WriteLine($"the last kill was after {clock.Elapsed.TotalSeconds:F1} s");
            kills.Should().HaveCount(Kills);
            kills[0].Placed.Should().BeLessThan(Orders / 10, "the first kill falls into the beginning of the story");
            kills[Kills / 2].Placed.Should().BeInRange(Orders / 4, Orders * 2 / 3);
            kills[^1].Over.Should().BeLessThan(Orders, "the last kill falls into the story, not behind it");

            await using var host = await SyncHost.StartAsync(sandboxes.Place, database, ct);
            var isOver = await playing;
            foreach (var story in stage.Unfinished)
            {
                var fulfilments = sandboxes.Shop.World.Order(story.OrderId).Fulfilments.Count;
                var lines = sandboxes.Erp.World.Books.Order(story.Name)?.Lines.Select(line => $"{line.LineType} {line.Number} {line.Shipped}/{line.Quantity}");
                output.WriteLine($"{story.Name}: {story.Early}, {story.Phase}, {story.ParcelsSent} of {story.Parcels} parcels, {fulfilments} fulfilments, ERP lines {string.Join(", ", lines ?? [])}");
            }

            await output.WriteUnfinishedAsync(host.ErpSync, [.. stage.Unfinished.Select(story => story.Name)], ct);
            isOver.Should().BeTrue("every story comes to its end once the host stays up; seed {0}", seed);
            using var http = new HttpClient { BaseAddress = new Uri($"http://localhost:{sandboxes.Place.HostPort}") };
            var findings = await Settling.WaitAsync(sandboxes, token => SignalsAsync(http, token), Patience, ct);
            await output.WriteFindingsAsync(host.ErpSync, findings, ct);
            findings.Findings.Should().BeEmpty("seed {0} must end in agreement", seed);
            findings.Orders.Should().BeEquivalentTo(new { Missing = 0, Duplicates = 0 });
            findings.Refunds.Should().BeEquivalentTo(new { Missing = 0, Duplicates = 0 });
            findings.Fulfilments.Should().BeEquivalentTo(new { Missing = 0, Duplicates = 0 });
            findings.Stock.Mismatches.Should().Be(0);
            findings.Money.Unexplained.Should().Be("0.00");
            findings.Orders.InErp.Should().BeGreaterThan(Orders / 2, "a story without orders would agree, too");

            var signals = await SignalsAsync(http, ct);
            output.WriteLine($"{signals} after {clock.Elapsed.TotalSeconds:F1} s");
            signals.Accepted.Should().Be(signals.Applied + signals.Unchanged + signals.Superseded + signals.Waiting + signals.Cases);
            signals.Cases.Should().Be(0, "nothing here needs a person");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Starts the host and kills it, again and again; the story goes on by its share in each life of the host.</summary>
    private async Task<List<(int Placed, int Over)>> KillAsync(Stage stage, string placeFile, string database, FaultDice dice, CancellationToken ct)
    {
        var kills = new List<(int Placed, int Over)>();
        while (kills.Count < Kills)
        {
            using var host = HostChild.Start(placeFile, database);
            stage.Admitted = Orders * (kills.Count + 1) / Kills;
            var early = dice.Next(0, EarlyKill) == 0;
            if (!early)
            {
                await host.StartedAsync(ct);
            }

            var life = TimeSpan.FromMilliseconds(dice.Next(20, 701));
            await Task.Delay(life, ct);
            await host.KillAsync(ct);
            kills.Add((stage.Placed, stage.Over));
            output.WriteLine($"kill {kills.Count} {life.TotalMilliseconds} ms after {(early ? "launch" : "start")}: {stage.Placed} orders placed, {stage.Over} stories over");
        }

        return kills;
    }

    private static async Task<string> WritePlaceAsync(SandboxPlace place, DirectoryInfo folder)
    {
        var file = Path.Combine(folder.FullName, "place.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(place, PlaceJson.Default.SandboxPlace));
        return file;
    }

    private static async ValueTask<SignalFigures> SignalsAsync(HttpClient http, CancellationToken ct) =>
        (await http.GetFromJsonAsync("/signals", QuickstartJson.Default.SignalFigures, ct))!;
}
