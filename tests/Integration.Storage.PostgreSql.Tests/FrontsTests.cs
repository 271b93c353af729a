using ErpSync.Storage.PostgreSql.Tests.Server;
using Microsoft.Extensions.Time.Testing;

namespace ErpSync.Storage.PostgreSql.Tests;

/// <summary>Looks into a queue begin behind what was taken, and miss nothing for long that comes before that.</summary>
[Collection(ServerCollection.Name)]
public sealed class FrontsTests(ServerFixture fixture)
{
    private static readonly DateTimeOffset Start = new(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly FakeTimeProvider _time = new(Start);

    [Fact]
    public void While_looks_come_back_full_the_next_begins_where_the_last_found_its_first_row()
    {
        var fronts = new PostgreSqlFronts<string>(_time);

        fronts.End(fronts.Begin("a"), Place(5));

        fronts.Begin("a").From.Should().Be(Place(5));
        fronts.Begin("b").From.Should().Be(PostgreSqlPlace.Start);
    }

    [Theory]
    [InlineData("not full")]
    [InlineData("a second later")]
    [InlineData("put before")]
    [InlineData("put before while it looked")]
    public void It_begins_at_the_start_again(string after)
    {
        var fronts = new PostgreSqlFronts<string>(_time);
        fronts.End(fronts.Begin("a"), Place(5));
        var second = fronts.Begin("a");
        if (after == "put before while it looked")
        {
            fronts.Put(Place(6), _ => true);
        }

        fronts.End(second, after == "not full" ? null : Place(8));
        if (after == "a second later")
        {
            _time.Advance(TimeSpan.FromSeconds(1));
        }
        else if (after == "put before")
        {
            fronts.Put(Place(7), _ => true);
        }

        fronts.Begin("a").From.Should().Be(PostgreSqlPlace.Start);
    }

    [Fact]
    public void What_is_put_behind_or_into_another_queue_changes_nothing()
    {
        var fronts = new PostgreSqlFronts<string>(_time);
        fronts.End(fronts.Begin("a"), Place(5));

        fronts.Put(Place(5), _ => true);
        fronts.Put(Place(1), queue => queue == "b");

        fronts.Begin("a").From.Should().Be(Place(5));
    }

    [PostgreSqlFact]
    public async Task What_another_process_puts_first_is_worked_within_a_second()
    {
        var schema = fixture.Server.NewSchema();
        await using var own = await OpenAsync(schema);
        await using var other = await OpenAsync(schema);
        await own.AppendAsync([Signal("2", at: 2), Signal("3", at: 3)], null, None);
        await ReadAsync(own);
        await other.AppendAsync([Signal("1", at: 1)], null, None);

        var before = await ReadAsync(own);
        _time.Advance(TimeSpan.FromSeconds(1));

        before.Should().Equal("2");
        (await ReadAsync(own)).Should().Equal("1");
    }

    [PostgreSqlFact]
    public async Task What_the_process_itself_puts_first_is_worked_at_once()
    {
        await using var store = await OpenAsync(fixture.Server.NewSchema());
        await store.AppendAsync([Signal("2", at: 2), Signal("3", at: 3)], null, None);
        await ReadAsync(store);
        await store.AppendAsync([Signal("1", at: 1)], null, None);

        (await ReadAsync(store)).Should().Equal("1");
    }

    private static PostgreSqlPlace Place(int minute) => new(Start.AddMinutes(minute), 1);

    private static NewSignal Signal(string id, int at) => new(new SubjectKey("orders", id), "shop", "d", Start.AddMinutes(at), Start.AddMinutes(at));

    private static async Task<IEnumerable<string>> ReadAsync(PostgreSqlSyncStore store) =>
        (await store.ReadHeadsAsync(new HeadQuery("orders", [new LaneRange(0, store.LaneCount - 1)], Start.AddHours(1), 1), None)).Select(head => head.Subject.Id);

    private async Task<PostgreSqlSyncStore> OpenAsync(string schema)
    {
        var store = new PostgreSqlSyncStore(new PostgreSqlStoreOptions { ConnectionString = fixture.Server.ConnectionString, Schema = schema }, _time);
        await store.MigrateAsync(None);
        return store;
    }
}
