using ErpSync.Testing.Conformance;
using Xunit.Abstractions;

namespace ErpSync.Conformance;

public sealed class ReferenceTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. ConformanceMutants.All.Select(mutant => mutant.Name)];

    [Fact]
    public async Task The_well_behaved_connector_passes_everything()
    {
        var report = await ConformanceSuite.RunAsync(ConformanceMutants.CreateReference);

        foreach (var result in report.Results)
        {
            output.WriteLine(result.ToString());
        }

        report.Failures.Select(result => result.ToString()).Should().BeEmpty();
        report.Reached.Should().Be(ConformanceLevel.Advice);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Mutant_is_caught_by_its_check(string name)
    {
        var mutant = ConformanceMutants.All.Single(mutant => mutant.Name == name);
        var options = new ConformanceOptions { Checks = [mutant.CaughtBy.Split('/')[0]], CheckLimit = TimeSpan.FromSeconds(15) };

        var report = await ConformanceSuite.RunAsync(mutant.Create, options);

        var result = report.Results.Single(result => result.Key == mutant.CaughtBy);
        result.Outcome.Should().Be(ConformanceOutcome.Failed, "{0} must be caught", mutant);
        output.WriteLine(result.ToString());
    }
}
