using ErpSync.Testing.Stores;
using Xunit.Abstractions;

namespace ErpSync.Conformance;

public sealed class StoreTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. StoreMutants.All.Select(mutant => mutant.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Mutant_is_caught_by_its_check(string name)
    {
        var mutant = StoreMutants.All.Single(mutant => mutant.Name == name);
        var check = StoreContractSuite.Checks.Single(check => check.Id == mutant.CaughtBy);

        var result = await StoreContractSuite.RunAsync(check, mutant.Create, CancellationToken.None);
        var good = await StoreContractSuite.RunAsync(check, StoreMutants.CreateReference, CancellationToken.None);

        result.Failure.Should().NotBeNull("{0} must be caught", mutant);
        good.Passed.Should().BeTrue("the well-behaved store passes {0}: {1}", check, good.Failure);
        output.WriteLine($"{mutant}: {result.Failure!.Message}");
    }

    [Fact]
    public void Mutants_have_names_of_their_own_and_checks_that_exist()
    {
        StoreMutants.All.Select(mutant => mutant.Name).Should().OnlyHaveUniqueItems();
        StoreMutants.All.Select(mutant => mutant.CaughtBy).Should().BeSubsetOf(StoreContractSuite.Checks.Select(check => check.Id));
    }
}
