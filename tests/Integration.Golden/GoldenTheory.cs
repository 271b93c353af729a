using ErpSync.Golden.Runner;

namespace ErpSync.Golden;

public sealed class GoldenTheory
{
    private static readonly Dictionary<string, GoldenCase> Cases =
        GoldenCases.Read(GoldenCases.Roots([]), static _ => { }).ToDictionary(static item => item.Id, StringComparer.Ordinal);

    public static TheoryData<string> Ids => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Case_gives_what_its_rules_say(string id)
    {
        var reason = await Cases[id].RunAsync();
        reason.Should().BeNull();
    }
}
