using ErpSync.Testing.Stores;

namespace ErpSync.Core.Tests.Storage;

public sealed class InMemoryStoreContractTests
{
    public static TheoryData<string> CheckIds => [.. StoreContractSuite.Checks.Where(check => !check.NeedsDurability && !check.NeedsSeveralOwners).Select(check => check.Id)];

    [Theory]
    [MemberData(nameof(CheckIds))]
    public async Task In_memory_store_keeps_the_contract(string id)
    {
        var check = StoreContractSuite.Checks.Single(check => check.Id == id);

        var result = await StoreContractSuite.RunAsync(check, () => new InMemoryStoreHost(), CancellationToken.None);

        result.Passed.Should().BeTrue("{0}: {1}", check, result.Failure);
    }

    [Fact]
    public async Task Checks_of_durability_and_sharing_are_skipped_with_the_reason()
    {
        var results = await StoreContractSuite.RunAsync(() => new InMemoryStoreHost(), CancellationToken.None);

        results.Where(result => result.Check.NeedsDurability || result.Check.NeedsSeveralOwners).Should().OnlyContain(result => result.SkippedBecause != null);
        results.Select(result => result.Check.Id).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Report_in_the_documentation_is_of_these_checks() =>
        (await StoreReports.CompareAsync("store-memory", "In-memory store", () => new InMemoryStoreHost())).Should().BeNull();
}
