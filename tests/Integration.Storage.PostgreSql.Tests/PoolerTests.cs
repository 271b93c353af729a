using ErpSync.Storage.PostgreSql.Tests.Server;
using ErpSync.Testing.Stores;

namespace ErpSync.Storage.PostgreSql.Tests;

/// <summary>The store behind a transaction-pooling proxy that has fewer sessions than the store has connections.</summary>
[Collection(ServerCollection.Name)]
public sealed class PoolerTests(ServerFixture fixture)
{
    private const int Sessions = 3;

    [PoolerTheory]
    [InlineData("together-01")]
    [InlineData("together-03")]
    [InlineData("effect-10")]
    [InlineData("case-05")]
    [InlineData("query-06")]
    [InlineData("share-05")]
    public async Task Store_keeps_the_contract_behind_a_transaction_pooler(string id)
    {
        using var bouncer = await PgBouncer.StartAsync(fixture.Server, Sessions);
        var check = StoreContractSuite.Checks.Single(check => check.Id == id);

        var result = await StoreContractSuite.RunAsync(check, () => new PostgreSqlStoreHost(fixture.Server, through: bouncer.ConnectionString), CancellationToken.None);

        result.Passed.Should().BeTrue("{0}: {1}", check, result.Failure ?? (object?)result.SkippedBecause);
    }

    [PoolerFact]
    public async Task Many_writers_behind_a_transaction_pooler_lose_and_double_nothing()
    {
        using var bouncer = await PgBouncer.StartAsync(fixture.Server, Sessions);
        await using var host = new PostgreSqlStoreHost(fixture.Server, through: bouncer.ConnectionString);
        await using var store = await host.OpenAsync(CancellationToken.None);

        var accepted = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            var sequences = new List<long>();
            for (var n = 0; n < 50; n++)
            {
                var now = DateTimeOffset.UnixEpoch;
                var signal = new NewSignal(new SubjectKey("flow", $"{n % 5}"), "s", $"{writer}-{n}", now, now);
                sequences.Add((await store.AppendAsync([signal], null, CancellationToken.None))[0].Sequence);
            }

            return sequences;
        })));

        accepted.SelectMany(sequences => sequences).Should().OnlyHaveUniqueItems().And.HaveCount(400);
        (await store.CountAsync(CancellationToken.None)).Waiting.Should().Be(400);
    }
}
