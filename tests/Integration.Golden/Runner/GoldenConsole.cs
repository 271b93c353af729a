namespace ErpSync.Golden.Runner;

/// <summary>One line per case and a closing line; the exit status says whether all passed.</summary>
public static class GoldenConsole
{
    public static async Task<int> RunAsync(IReadOnlyList<string> directories, TextWriter output, TextWriter errors)
    {
        int passed = 0, failed = 0;
        foreach (var item in GoldenCases.Read(GoldenCases.Roots(directories), errors.WriteLine))
        {
            var reason = await item.RunAsync();
            output.WriteLine(reason is null ? $"{item.Id} pass" : $"{item.Id} fail: {reason}");
            if (reason is null)
            {
                passed++;
            }
            else
            {
                failed++;
            }
        }

        output.WriteLine($"{passed} passed, {failed} failed");
        return failed == 0 && passed > 0 ? 0 : 1;
    }
}
