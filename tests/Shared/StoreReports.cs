using System.Text.Json.Nodes;
using ErpSync.Testing.Stores;

namespace ErpSync;

/// <summary>The reports of stores in the documentation.</summary>
internal static class StoreReports
{
    /// <summary>Set to <c>1</c>, the store is run through the whole contract and its report in <c>docs/conformance</c> is written.</summary>
    private const string WriteVariable = "ERPSYNC_WRITE_CONFORMANCE";

    /// <summary>Null when the documentation holds a report of exactly these checks without a failure, each of which a test of its own runs; otherwise what to do.</summary>
    public static async Task<string?> CompareAsync(string file, string name, Func<StoreHost> host)
    {
        var path = Path.Combine(SharedData.CheckoutRoot ?? throw new DirectoryNotFoundException("The tests run away from a checkout."), "docs", "conformance", file);
        if (Environment.GetEnvironmentVariable(WriteVariable) == "1")
        {
            var report = new StoreReport(name, await StoreContractSuite.RunAsync(host, CancellationToken.None));
            await File.WriteAllTextAsync($"{path}.md", StoreMarkdown.Write(report));
            await File.WriteAllTextAsync($"{path}.json", StoreJson.Write(report));
            return report.Passed ? null : string.Join("; ", report.Failures.Select(failure => $"{failure.Check}: {failure.Failure!.Message}"));
        }

        var kept = File.Exists($"{path}.json") ? JsonNode.Parse(await File.ReadAllTextAsync($"{path}.json")) : null;
        var checks = kept?["results"]!.AsArray().Select(result => $"{result!["check"]}: {result["title"]}");
        return kept?["passed"]?.GetValue<bool>() == true && checks!.SequenceEqual(StoreContractSuite.Checks.Select(check => check.ToString()))
            ? null
            : $"docs/conformance/{file}.json is not of these checks: run the test with {WriteVariable}=1 and commit.";
    }
}
