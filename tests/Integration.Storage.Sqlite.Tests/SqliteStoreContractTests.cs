using ErpSync.Testing.Stores;

namespace ErpSync.Storage.Sqlite.Tests;

public sealed class SqliteStoreContractTests
{
    /// <summary>All but those for several owners: one process owns an SQLite file.</summary>
    public static TheoryData<string> CheckIds => [.. StoreContractSuite.Checks.Where(check => !check.NeedsSeveralOwners).Select(check => check.Id)];

    [Theory]
    [MemberData(nameof(CheckIds))]
    public async Task Sqlite_store_keeps_the_contract(string id)
    {
        var check = StoreContractSuite.Checks.Single(check => check.Id == id);

        var result = await StoreContractSuite.RunAsync(check, () => new SqliteStoreHost(), CancellationToken.None);

        result.Passed.Should().BeTrue("{0}: {1}", check, result.Failure);
    }

    [Fact]
    public async Task Report_in_the_documentation_is_of_these_checks() =>
        (await StoreReports.CompareAsync("store-sqlite", "SQLite store", () => new SqliteStoreHost())).Should().BeNull();
}
