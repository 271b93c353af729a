using System.Net;
using System.Net.Http.Headers;
using CustomAdapter;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Samples.Tests;

/// <summary>The connector's own promises: complete readings, safe checkpoints, faults of the right kind.</summary>
public sealed class WmsConnectorTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly PretendWarehouse _warehouse = new();
    private readonly HttpClient _http;
    private readonly WmsConnector _connector;

    public WmsConnectorTests()
    {
        _http = new HttpClient(_warehouse) { BaseAddress = new Uri("https://wms.example/") };
        _connector = new WmsConnector("wms", _http, TimeProvider.System);
    }

    private ISource<Shipment> Source => _connector;

    [Fact]
    public async Task Rows_of_one_instant_are_complete_across_page_ends()
    {
        foreach (var number in Enumerable.Range(1, 7))
        {
            Ship($"SH-{number}", At);
        }

        var pages = await PagesAsync(new ReadRequest(PageSizeHint: 3));

        pages.Select(page => page.Records.Count).Should().Equal(3, 3, 1);
        pages.SelectMany(page => page.Records).Select(record => record.Id).Should().Equal("SH-1", "SH-2", "SH-3", "SH-4", "SH-5", "SH-6", "SH-7");
    }

    [Fact]
    public async Task Reading_interrupted_between_rows_of_one_instant_goes_on_without_loss()
    {
        foreach (var number in Enumerable.Range(1, 5))
        {
            Ship($"SH-{number}", At);
        }

        var first = (await PagesAsync(new ReadRequest(PageSizeHint: 2)))[0];
        var rest = await PagesAsync(new ReadRequest(After: first.Next, PageSizeHint: 2));

        first.Records.Concat(rest.SelectMany(page => page.Records)).Select(record => record.Id).Distinct()
            .Should().BeEquivalentTo("SH-1", "SH-2", "SH-3", "SH-4", "SH-5");
    }

    [Fact]
    public async Task Row_that_became_visible_late_is_found_by_the_overlap()
    {
        Ship("SH-2", At);
        var checkpoint = (await PagesAsync(new ReadRequest()))[^1].Next;

        Ship("SH-1", At.AddSeconds(-5));
        var later = await PagesAsync(new ReadRequest(After: checkpoint));

        later.SelectMany(page => page.Records).Select(record => record.Id).Should().Contain("SH-1");
    }

    [Fact]
    public async Task Window_holds_its_first_instant_and_not_its_last()
    {
        Ship("SH-1", At.AddHours(-1));
        Ship("SH-2", At);
        Ship("SH-3", At.AddHours(1));

        var pages = await PagesAsync(new ReadRequest(From: At, To: At.AddHours(1)));

        pages.SelectMany(page => page.Records).Should().ContainSingle().Which.Id.Should().Be("SH-2");
    }

    [Fact]
    public async Task Missing_record_is_said_to_be_gone()
    {
        Ship("SH-1", At);

        var records = await FindAsync("SH-1", "SH-9");

        records.Select(record => (record.Id, record.IsDeleted)).Should().BeEquivalentTo([("SH-1", false), ("SH-9", true)]);
    }

    [Fact]
    public async Task Throttled_answer_is_reported_with_the_wait_it_names()
    {
        _warehouse.AnswerNext(() => new HttpResponseMessage(HttpStatusCode.TooManyRequests)
        {
            Headers = { RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(7)) },
        });

        var fault = await FaultAsync();

        fault.Kind.Should().Be(FaultKind.Throttled);
        fault.RetryAfter.Should().Be(TimeSpan.FromSeconds(7));
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, FaultKind.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden, FaultKind.Unauthorized)]
    [InlineData(HttpStatusCode.ServiceUnavailable, FaultKind.Transient)]
    [InlineData(HttpStatusCode.NotFound, FaultKind.SchemaChanged)]
    public async Task Refusal_is_a_fault_of_its_kind(HttpStatusCode status, FaultKind kind)
    {
        _warehouse.AnswerNext(() => new HttpResponseMessage(status));

        (await FaultAsync()).Kind.Should().Be(kind);
    }

    [Theory]
    [InlineData("<html>maintenance</html>", FaultKind.SchemaChanged)]
    [InlineData("""{"count":1,"items":[{"id":"SH-1"}]}""", FaultKind.SchemaChanged)]
    [InlineData("""{"count":2,"items":[]}""", FaultKind.Transient)]
    public async Task Answer_that_says_too_little_is_never_an_empty_success(string body, FaultKind kind)
    {
        _warehouse.AnswerNext(() => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body) });

        (await FaultAsync()).Kind.Should().Be(kind);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, ConnectionState.Ok)]
    [InlineData(HttpStatusCode.Unauthorized, ConnectionState.Unauthorized)]
    [InlineData(HttpStatusCode.InternalServerError, ConnectionState.Unreachable)]
    public async Task Connection_check_answers_and_never_throws(HttpStatusCode status, ConnectionState state)
    {
        if (status != HttpStatusCode.OK)
        {
            _warehouse.AnswerNext(() => new HttpResponseMessage(status));
        }

        (await _connector.CheckAsync(CancellationToken.None)).State.Should().Be(state);
    }

    public void Dispose()
    {
        _http.Dispose();
        _warehouse.Dispose();
    }

    private void Ship(string id, DateTimeOffset at) => _warehouse.Ship(new WmsShipment(id, "1", at, "#1001", at, "DHL", null, [new WmsLine("MUG", 1)]));

    private async Task<IReadOnlyList<SourcePage<Shipment>>> PagesAsync(ReadRequest request)
    {
        var pages = new List<SourcePage<Shipment>>();
        await foreach (var page in Source.ReadAsync(request, CancellationToken.None))
        {
            pages.Add(page);
        }

        return pages;
    }

    private async Task<IReadOnlyList<SourceRecord<Shipment>>> FindAsync(params string[] ids)
    {
        var records = new List<SourceRecord<Shipment>>();
        await foreach (var record in Source.FindAsync(ids, CancellationToken.None))
        {
            records.Add(record);
        }

        return records;
    }

    private async Task<Fault> FaultAsync() => (await FluentActions.Awaiting(() => FindAsync("SH-1")).Should().ThrowAsync<ConnectorException>()).Which.Fault;
}
