using ErpSync.Sandbox.BusinessCentral;
using Microsoft.Extensions.Time.Testing;

namespace ErpSync.Sandbox.Tests.BusinessCentral;

/// <summary>Checklist items 7 and 8, and the limits per user.</summary>
public sealed class MisbehaviourTests
{
    [Fact]
    public async Task Item_7_a_lost_response_leaves_the_order_and_a_lost_request_does_not()
    {
        await using var after = await WithFaultsAsync(new SandboxFaultOptions { LostResponse = 1 });
        await using var before = await WithFaultsAsync(new SandboxFaultOptions { LostRequest = 1 });

        (await TryOrderAsync(after)).Should().BeOneOf(0, 408, 504);
        (await TryOrderAsync(before)).Should().Be(0);

        after.Erp.World.Books.Orders.Should().ContainSingle();
        before.Erp.World.Books.Orders.Should().BeEmpty();
        after.Erp.Statistics.LostResponses.Should().Be(1);
        before.Erp.Statistics.FaultsInjected.Should().Be(1);
    }

    [Fact]
    public async Task Item_7_lost_responses_show_as_cut_connections_and_as_timeouts()
    {
        await using var erp = await WithFaultsAsync(new SandboxFaultOptions { LostResponse = 1, Seed = 3 });
        var seen = new HashSet<int>();

        for (var attempt = 0; attempt < 40; attempt++)
        {
            seen.Add(await TryOrderAsync(erp));
        }

        seen.Should().BeEquivalentTo([0, 408, 504]);
        erp.Erp.World.Books.Orders.Should().HaveCount(40);
    }

    [Fact]
    public async Task Item_7_new_records_may_stay_invisible_to_searches_for_a_while()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));
        await using var erp = await ErpFixture.StartAsync(new SandboxErpOptions { Time = time, VisibilityDelay = TimeSpan.FromSeconds(5) });
        time.Advance(TimeSpan.FromSeconds(10));
        var order = await erp.OrderAsync("HIDDEN");
        var search = $"{erp.Company}/salesOrders?$filter=externalDocumentNumber eq 'HIDDEN'";

        (await erp.GetAsync(search)).Rows.Should().BeEmpty();
        (await InBatchAsync()).Should().Be(0, "a batch that only asks looks at the same lists");
        (await erp.GetAsync($"{erp.Company}/salesOrders({order.Text("id")})")).Status.Should().Be(200);
        time.Advance(TimeSpan.FromSeconds(6));
        (await erp.GetAsync(search)).Rows.Should().ContainSingle();
        (await InBatchAsync()).Should().Be(1);

        async Task<int> InBatchAsync()
        {
            var answer = await erp.PostAsync("$batch", new { requests = new[] { new { method = "GET", id = "1", url = search } } });
            return answer["responses"][0].GetProperty("body").GetProperty("value").GetArrayLength();
        }
    }

    [Fact]
    public async Task Stale_reads_show_records_as_they_were()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));
        await using var erp = await WithFaultsAsync(new SandboxFaultOptions { StaleRead = 1 }, new SandboxErpOptions { Time = time });
        time.Advance(TimeSpan.FromSeconds(10));
        erp.Erp.World.EditCustomer("C1", "city", "Bonn");
        var search = $"{erp.Company}/customers?$filter=number eq 'C1'";

        (await erp.GetAsync(search)).Rows.Single().GetProperty("city").GetString().Should().BeEmpty();
        time.Advance(TimeSpan.FromSeconds(3));
        (await erp.GetAsync(search)).Rows.Single().GetProperty("city").GetString().Should().Be("Bonn");
    }

    [Fact]
    public async Task Item_8_conflicts_are_stale_records_or_locks()
    {
        await using var erp = await WithFaultsAsync(new SandboxFaultOptions { Conflict = 1 });
        erp.Erp.Faults.Enabled = false;
        var customer = (await erp.GetAsync($"{erp.Company}/customers?$filter=number eq 'C1'")).Rows[0];
        erp.Erp.Faults.Enabled = true;
        var codes = new HashSet<string>();

        for (var attempt = 0; attempt < 20; attempt++)
        {
            var answer = await erp.PatchAsync(
                $"{erp.Company}/customers({customer.GetProperty("id")})", new { city = "Bonn" }, customer.GetProperty("@odata.etag").GetString());
            answer.Status.Should().Be(409);
            codes.Add(answer.Code);
        }

        codes.Should().BeEquivalentTo("Request_EntityChanged", "Internal_ServerError");
    }

    [Fact]
    public async Task Item_8_throttling_has_no_retry_after_but_503_has()
    {
        await using var throttled = await WithFaultsAsync(new SandboxFaultOptions { Throttle = 1 });
        await using var broken = await WithFaultsAsync(new SandboxFaultOptions { ServerError = 1 });

        var refused = await throttled.GetAsync("companies");
        refused.Status.Should().Be(429);
        refused.Code.Should().Be("Application_TooManyRequests");
        refused.Headers.Should().NotContainKey("Retry-After");
        throttled.Erp.Statistics.Throttled.Should().Be(1);
        var answers = new List<ErpAnswer>();
        for (var attempt = 0; attempt < 40; attempt++)
        {
            answers.Add(await broken.GetAsync("companies"));
        }

        answers.Select(answer => answer.Status).Distinct().Should().BeEquivalentTo([500, 502, 503, 504]);
        answers.Where(answer => answer.Status == 503).Should().OnlyContain(answer => answer.Headers.ContainsKey("Retry-After"));
    }

    [Fact]
    public async Task A_full_queue_and_a_used_up_window_are_answered_429()
    {
        var time = new FakeTimeProvider();
        await using var erp = await ErpFixture.StartAsync(new SandboxErpOptions
        {
            Time = time,
            MaxRunningPerUser = 1,
            MaxWaitingPerUser = 1,
            MaxRequestsPerWindow = 3,
            Latency = TimeSpan.FromSeconds(1),
        });

        var three = Enumerable.Range(0, 3).Select(_ => erp.GetAsync("companies")).ToList();
        var first = await await Task.WhenAny(three);
        for (var attempt = 0; attempt < 500 && !three.TrueForAll(task => task.IsCompleted); attempt++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10);
        }

        first.Status.Should().Be(429);
        (await Task.WhenAll(three)).Select(answer => answer.Status).Should().BeEquivalentTo([200, 200, 429]);
    }

    [Fact]
    public async Task The_rate_window_slides()
    {
        var time = new FakeTimeProvider();
        await using var erp = await ErpFixture.StartAsync(new SandboxErpOptions { Time = time, MaxRequestsPerWindow = 2 });

        (await erp.GetAsync("companies")).Status.Should().Be(200);
        (await erp.GetAsync("companies")).Status.Should().Be(200);
        (await erp.GetAsync("companies")).Status.Should().Be(429);
        time.Advance(TimeSpan.FromMinutes(6));
        (await erp.GetAsync("companies")).Status.Should().Be(200);
    }

    private static async Task<ErpFixture> WithFaultsAsync(SandboxFaultOptions faults, SandboxErpOptions? options = null) =>
        await ErpFixture.StartAsync((options ?? new SandboxErpOptions()) with { Faults = faults });

    private static async Task<int> TryOrderAsync(ErpFixture erp)
    {
        try
        {
            return (await erp.PostAsync($"{erp.Company}/salesOrders", new { customerNumber = "C1", externalDocumentNumber = "X" })).Status;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }
}
