namespace ErpSync.Architecture.Tests.Rules;

internal static class Violations
{
    /// <summary>Fails with every violation on its own line, so that one run shows all there is to mend.</summary>
    public static void ShouldBeNone(this IEnumerable<string> violations)
    {
        var all = violations.Distinct().ToList();
        if (all.Count > 0) Assert.Fail($"{all.Count} violation(s):\n  " + string.Join("\n  ", all));
    }
}
