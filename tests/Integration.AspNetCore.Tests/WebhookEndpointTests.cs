using System.Net;
using System.Text;

namespace ErpSync.AspNetCore.Tests;

/// <summary>What a system that notifies us gets as an answer, over real HTTP.</summary>
public sealed class WebhookEndpointTests
{
    private static readonly byte[] TenMegabytes = new byte[10 * 1024 * 1024];

    [Fact]
    public async Task Delivery_is_accepted_and_worked()
    {
        await using var host = await WebhookHost.StartAsync();

        (await host.SendAsync(host.Delivery(null, "a", "b"))).Should().Be(HttpStatusCode.OK);

        (await host.UntilAsync(overview => overview.Counts.Waiting == 0)).Counts.Should().BeEquivalentTo(new { Accepted = 2, Unchanged = 2 });
    }

    [Fact]
    public async Task Success_is_answered_only_after_the_signal_is_durable()
    {
        await using var host = await WebhookHost.StartAsync();
        host.Store.Hold();

        var answer = host.SendAsync(host.Delivery(null, "a"));
        await host.Store.Reached.Task.WaitAsync(TimeSpan.FromSeconds(20));
        (await host.ErpSync.OverviewAsync()).Counts.Accepted.Should().Be(0);
        answer.IsCompleted.Should().BeFalse("the signal is not durable yet");
        host.Store.Release();

        (await answer).Should().Be(HttpStatusCode.OK);
        (await host.ErpSync.OverviewAsync()).Counts.Accepted.Should().Be(1);
    }

    [Fact]
    public async Task Failing_store_is_never_a_success_and_the_repetition_is_accepted_once()
    {
        await using var host = await WebhookHost.StartAsync();
        host.Store.Broken = true;
        var refused = await host.SendAsync(host.Delivery("d-1", "a"));
        host.Store.Broken = false;

        refused.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await host.SendAsync(host.Delivery("d-1", "a"))).Should().Be(HttpStatusCode.OK);
        (await host.ErpSync.OverviewAsync()).Counts.Accepted.Should().Be(1);
    }

    [Fact]
    public async Task Host_that_stops_before_the_signal_is_durable_does_not_answer_success()
    {
        var host = await WebhookHost.StartAsync();
        host.Store.Hold();
        var answer = host.SendAsync(host.Delivery(null, "a"));
        await host.Store.Reached.Task.WaitAsync(TimeSpan.FromSeconds(20));

        host.Store.Broken = true;
        await host.DisposeAsync();

        var status = await answer.ContinueWith(task => task.IsCompletedSuccessfully ? (int)task.Result : 0, TaskScheduler.Default);
        status.Should().NotBeInRange(200, 299);
    }

    [Fact]
    public async Task Repeated_delivery_changes_nothing()
    {
        await using var host = await WebhookHost.StartAsync();

        for (var i = 0; i < 5; i++)
        {
            (await host.SendAsync(host.Delivery("d-1", "a"))).Should().Be(HttpStatusCode.OK);
        }

        (await host.ErpSync.OverviewAsync()).Counts.Accepted.Should().Be(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Body_over_the_limit_is_answered_413(bool chunked)
    {
        await using var host = await WebhookHost.StartAsync();

        (await host.SendAsync(host.Delivery(null, TenMegabytes, chunked))).Should().Be(HttpStatusCode.RequestEntityTooLarge);
        (await host.SendAsync(host.Delivery(null, "a"))).Should().Be(HttpStatusCode.OK, "the endpoint works on");
        (await host.ErpSync.OverviewAsync()).Counts.Accepted.Should().Be(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Body_below_the_limit_arrives_whole(bool chunked)
    {
        await using var host = await WebhookHost.StartAsync();
        var ids = Enumerable.Range(0, 900).Select(number => $"{number:D4}{new string('x', 96)}").ToArray();
        var body = Encoding.UTF8.GetBytes(string.Join('\n', ids));

        (await host.SendAsync(host.Delivery(null, body, chunked))).Should().Be(HttpStatusCode.OK);
        (await host.ErpSync.OverviewAsync()).Counts.Accepted.Should().Be(900);
    }

    [Fact]
    public async Task Wrong_signature_is_answered_401_and_nothing_is_taken_in()
    {
        await using var host = await WebhookHost.StartAsync();
        var forged = host.Delivery(null, "a");
        forged.Content = new StringContent("b");

        (await host.SendAsync(forged)).Should().Be(HttpStatusCode.Unauthorized);
        (await host.ErpSync.OverviewAsync()).Counts.Accepted.Should().Be(0);
    }

    [Theory]
    [InlineData("/hooks/unknown")]
    [InlineData("/hooks/mute")]
    [InlineData("/hooks")]
    public async Task Address_of_no_receiving_connection_is_answered_404(string path)
    {
        await using var host = await WebhookHost.StartAsync();
        var request = host.Delivery(null, "a");
        request.RequestUri = new Uri(path, UriKind.Relative);

        (await host.SendAsync(request)).Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Delivery_that_is_nothing_for_us_is_answered_as_success()
    {
        await using var host = await WebhookHost.StartAsync();

        (await host.SendAsync(host.Delivery(null, "ignore"))).Should().Be(HttpStatusCode.OK);
        (await host.SendAsync(host.Delivery(null, Array.Empty<byte>()))).Should().Be(HttpStatusCode.OK);
        (await host.ErpSync.OverviewAsync()).Counts.Accepted.Should().Be(0);
    }

    [Fact]
    public async Task Handshake_gets_its_token_back_as_plain_text()
    {
        await using var host = await WebhookHost.StartAsync();

        using var answer = await host.Sender.PostAsync(new Uri("/hooks/shop?validationToken=T%C3%BCr%3Cscript%3E", UriKind.Relative), null);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("text/plain");
        (await answer.Content.ReadAsByteArrayAsync()).Should().Equal(Encoding.UTF8.GetBytes("Tür<script>"));
    }

    [Fact]
    public async Task Load_is_taken_in_completely_and_within_the_patience_of_a_sender()
    {
        const int Deliveries = 2_000, Parallel = 32, Subjects = 500;
        await using var host = await WebhookHost.StartAsync();
        var answered = 0;

        await System.Threading.Tasks.Parallel.ForEachAsync(
            Enumerable.Range(0, Deliveries), new ParallelOptions { MaxDegreeOfParallelism = Parallel }, async (number, _) =>
            {
                if (await host.SendAsync(host.Delivery($"d-{number}", $"item-{number % Subjects}")) == HttpStatusCode.OK)
                {
                    Interlocked.Increment(ref answered);
                }
            });

        answered.Should().Be(Deliveries);
        var counts = (await host.UntilAsync(overview => overview.Counts.Waiting == 0)).Counts;
        counts.Accepted.Should().Be(Deliveries);
        (counts.Unchanged + counts.Superseded).Should().Be(Deliveries);
    }
}
