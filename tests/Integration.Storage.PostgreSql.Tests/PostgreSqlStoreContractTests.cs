using ErpSync.Storage.PostgreSql.Tests.Server;
using ErpSync.Testing.Stores;

namespace ErpSync.Storage.PostgreSql.Tests;

[Collection(ServerCollection.Name)]
public sealed class PostgreSqlStoreContractTests(ServerFixture fixture)
{
    public static TheoryData<string> CheckIds => [.. StoreContractSuite.Checks.Select(check => check.Id)];

    [PostgreSqlTheory]
    [MemberData(nameof(CheckIds))]
    public async Task PostgreSql_store_keeps_the_contract(string id)
    {
        var check = StoreContractSuite.Checks.Single(check => check.Id == id);

        var result = await StoreContractSuite.RunAsync(check, () => new PostgreSqlStoreHost(fixture.Server), CancellationToken.None);

        result.Passed.Should().BeTrue("{0}: {1}", check, result.Failure ?? (object?)result.SkippedBecause);
    }

    [PostgreSqlTheory]
    [InlineData("together-01")]
    [InlineData("together-03")]
    [InlineData("effect-10")]
    [InlineData("case-05")]
    [InlineData("query-06")]
    [InlineData("share-05")]
    public async Task PostgreSql_store_keeps_the_contract_with_prepared_statements(string id)
    {
        var check = StoreContractSuite.Checks.Single(check => check.Id == id);

        var result = await StoreContractSuite.RunAsync(check, () => new PostgreSqlStoreHost(fixture.Server, prepares: true), CancellationToken.None);

        result.Passed.Should().BeTrue("{0}: {1}", check, result.Failure ?? (object?)result.SkippedBecause);
    }

    [PostgreSqlFact]
    public async Task Report_in_the_documentation_is_of_these_checks() =>
        (await StoreReports.CompareAsync("store-postgresql", "PostgreSQL store", () => new PostgreSqlStoreHost(fixture.Server))).Should().BeNull();
}
