using ErpSync.Storage;
using ErpSync.Storage.PostgreSql;
using ErpSync.Storage.PostgreSql.Tests.Server;
using Microsoft.Extensions.DependencyInjection;

namespace ErpSync.Orleans.Tests;

/// <summary>What a grain that is out of date can still do to the table: nothing.</summary>
[Collection(ServerCollection.Name)]
public sealed class LaneRegistryTests(ServerFixture fixture)
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [PostgreSqlFact]
    public async Task Stale_grain_changes_nothing()
    {
        await using var services = Services();
        var (store, registry) = (services.GetRequiredService<ISyncStore>(), services.GetRequiredService<ILaneRegistry>());
        await store.MigrateAsync(None);
        var subject = new SubjectKey("orders", "1001");
        var lane = LaneHash.Of(subject, store.LaneCount);
        var accepted = await store.AppendAsync([new NewSignal(subject, "shop", "d1", Now, Now)], null, None);

        var old = await registry.JoinAsync("old", None);
        var stale = (await registry.BeatAsync(new LaneWishes(old, "old") { Take = [lane] }, None)).Owned.Should().ContainSingle().Subject;

        // The new silo must wait for the lease of the old one, which says nothing any more.
        var young = await registry.JoinAsync("new", None);
        (await registry.BeatAsync(new LaneWishes(young, "new") { Take = [lane] }, None)).Owned.Should().BeEmpty("the old owner's lease runs still");
        LaneHoldings holdings;
        do
        {
            holdings = await registry.BeatAsync(new LaneWishes(young, "new") { Take = [lane] }, None);
        }
        while (holdings.Owned.Count == 0);

        holdings.Living.Should().Equal("new");
        holdings.Owned[0].Epoch.Should().Be(stale.Epoch + 1);
        (await CommitAsync(stale)).Should().Be(CommitOutcome.Fenced);
        (await store.CountAsync(None)).Waiting.Should().Be(1, "the stale grain changed nothing");
        (await CommitAsync(holdings.Owned[0])).Should().Be(CommitOutcome.Committed);

        async Task<CommitOutcome> CommitAsync(LaneGrant grant) => (await store.CommitAsync(
            [new SubjectCommit { Subject = subject, Lane = grant, ThroughSequence = accepted[0].Sequence, At = Now, Transition = SubjectTransition.Complete }], None))[0];
    }

    [PostgreSqlFact]
    public async Task Lane_that_is_given_back_can_be_taken_at_once_and_under_a_new_epoch()
    {
        await using var services = Services();
        var registry = services.GetRequiredService<ILaneRegistry>();
        await services.GetRequiredService<ISyncStore>().MigrateAsync(None);
        var (first, second) = (await registry.JoinAsync("first", None), await registry.JoinAsync("second", None));
        var taken = await registry.BeatAsync(new LaneWishes(first, "first") { Take = [3, 7] }, None);

        var kept = await registry.BeatAsync(new LaneWishes(first, "first") { Release = [3] }, None);
        var moved = await registry.BeatAsync(new LaneWishes(second, "second") { Take = [3, 7] }, None);

        kept.Owned.Should().Equal(taken.Owned[1]);
        moved.Owned.Should().Equal(new LaneGrant(3, taken.Owned[0].Epoch + 1));
        moved.Living.Should().Equal("first", "second");
        moved.NextExpiry.Should().BePositive();
    }

    [Fact]
    public void Store_of_one_process_is_refused_by_name()
    {
        var services = new ServiceCollection();

        var act = () => services.AddErpSync(sync => sync.UseInMemoryStore().UseOrleansLanes());

        act.Should().Throw<InvalidOperationException>().WithMessage("ESY1051*UsePostgreSql*");
    }

    private ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddErpSync(sync => sync.UsePostgreSql(fixture.Server.ConnectionString, options => options with
        {
            Schema = fixture.Server.NewSchema(),
            LeaseTime = TimeSpan.FromSeconds(1),
            UseNotifications = false,
        }));
        return services.BuildServiceProvider();
    }
}
