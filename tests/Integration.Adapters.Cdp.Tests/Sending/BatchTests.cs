using System.Net;
using ErpSync.Adapters.Cdp.Tests.Support;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox;
using ErpSync.Testing.Conformance;

namespace ErpSync.Adapters.Cdp.Tests.Sending;

/// <summary>Limits, splitting, and one result per item whatever happens.</summary>
public sealed class BatchTests
{
    [Fact]
    public async Task Batches_are_split_by_number()
    {
        await using var cdp = await Support.Cdp.StartAsync(static options => options.MaxBatchEvents = 10);

        var results = await SendAsync(cdp, 25);

        results.Should().HaveCount(25).And.AllBeOfType<WriteResult.Applied>();
        cdp.Box.Messages.Select(static message => message.Property("order_id")).Should().Equal(Enumerable.Range(1, 25).Select(static number => $"{number}"));
        cdp.Box.Statistics.Requests.Should().Be(3);
    }

    [Fact]
    public async Task Batches_are_split_by_bytes()
    {
        await using var cdp = await Support.Cdp.StartAsync(static options => options.MaxBatchBytes = 2_000);

        (await SendAsync(cdp, 10)).Should().HaveCount(10).And.AllBeOfType<WriteResult.Applied>();

        cdp.Box.Messages.Should().HaveCount(10);
        cdp.Box.Statistics.Requests.Should().BeInRange(3, 10);
    }

    [Fact]
    public async Task An_event_too_large_is_refused_alone_and_not_cut()
    {
        await using var cdp = await Support.Cdp.StartAsync();
        var large = Sample.Activity("2") with
        {
            Products = [.. Enumerable.Range(1, 600).Select(static number => new ActivityProduct { LineId = $"L{number}", Name = new string('n', 60), Quantity = 1, UnitPrice = new Money(1m, Sample.Eur) })],
        };

        var results = await cdp.Connector.WriteAsync([Item(Sample.Activity("1")), Item(large), Item(Sample.Activity("3"))], CancellationToken.None);

        results.OfType<WriteResult.Failed>().Should().ContainSingle().Which.Fault.Code.Should().Be("cdp.event-too-large");
        cdp.Box.Messages.Select(static message => message.Property("order_id")).Should().Equal("1", "3");
    }

    [Fact]
    public async Task The_one_event_the_CDP_refuses_costs_no_other()
    {
        await using var cdp = await Support.Cdp.StartAsync();
        var odd = Sample.Activity("5") with { Products = [Sample.Activity().Products[0] with { LineId = "", Sku = "" }] };

        var results = await cdp.Connector.WriteAsync(
            [Item(Sample.Activity("1")), Item(Sample.Activity("2")), Item(Sample.Activity("3")), Item(Sample.Activity("4")), Item(odd), Item(Sample.Activity("6"))], CancellationToken.None);

        results.Should().HaveCount(6);
        results.Where(static result => result is not WriteResult.Applied).Should().ContainSingle().Which.Should().BeOfType<WriteResult.Failed>()
            .Which.Should().BeEquivalentTo(new { ItemId = "5", Fault = new { Kind = FaultKind.Invalid, Code = "cdp.http-400" } });
        cdp.Box.Messages.Select(static message => message.Property("order_id")).Should().Equal("1", "2", "3", "4", "6");
    }

    [Fact]
    public async Task What_follows_a_throttled_request_is_surely_not_sent()
    {
        await using var cdp = await Support.Cdp.StartAsync(static options => options.MaxBatchEvents = 1, new SandboxFaultOptions { Throttle = 1 });

        var results = await SendAsync(cdp, 3);

        results.Should().HaveCount(3).And.AllBeOfType<WriteResult.Failed>();
        results.Cast<WriteResult.Failed>().Should().OnlyContain(static failed => failed.Fault.Kind == FaultKind.Throttled && failed.Fault.RetryAfter == TimeSpan.FromSeconds(1));
        cdp.Box.Statistics.Requests.Should().Be(1, "the connector neither repeats nor goes on");
    }

    [Fact]
    public async Task A_lost_answer_is_unknown_and_the_look_up_finds_the_event()
    {
        await using var cdp = await Support.Cdp.StartAsync(faults: new SandboxFaultOptions { LostResponse = 1 });
        var item = Item(Sample.Activity());

        var result = (await cdp.Connector.WriteAsync([item], CancellationToken.None)).Single();
        cdp.Box.Faults.Enabled = false;

        result.Should().BeOfType<WriteResult.Unknown>();
        (await cdp.Connector.LookupAsync(item, CancellationToken.None)).Should().NotBeNull();
        (await cdp.Connector.LookupAsync(Item(Sample.Activity("1002")), CancellationToken.None)).Should().BeNull();
    }

    [Fact]
    public async Task A_page_of_a_proxy_proves_nothing()
    {
        var line = new TransportLine(TimeProvider.System);
        line.Inject(new TransportFault.Answer(HttpStatusCode.OK, "<html>Welcome</html>", "text/html"));
        using var http = new HttpClient(line.Over(new SocketsHttpHandler()));
        await using var box = await ErpSync.Sandbox.Cdp.SandboxCdp.StartAsync();
        var connector = CdpConnectorFactory.Create("cdp", Support.Cdp.OptionsFor(box), http, TimeProvider.System);

        (await connector.WriteAsync([Item(Sample.Activity())], CancellationToken.None)).Single().Should().BeOfType<WriteResult.Unknown>().Which.Fault.Code.Should().Be("cdp.unreadable");
    }

    private static async Task<IReadOnlyList<WriteResult>> SendAsync(Support.Cdp cdp, int count) =>
        await cdp.Connector.WriteAsync([.. Enumerable.Range(1, count).Select(static number => Item(Sample.Activity($"{number}")))], CancellationToken.None);

    private static WriteItem<CustomerActivity> Item(CustomerActivity activity) =>
        new(activity.OrderId, new IdempotencyKey($"shop:activity:{activity.OrderId}:completed"), WriteKind.Create, activity);
}
