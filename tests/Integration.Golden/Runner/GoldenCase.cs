using System.Text.Json;

namespace ErpSync.Golden.Runner;

/// <summary>One case and the engine for its format.</summary>
public sealed class GoldenCase(string file, string id, JsonElement content, IGoldenFormat format)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public string File { get; } = file;

    public string Id { get; } = id;

    /// <summary>Runs the case; null when it passes, otherwise the first difference on one line.</summary>
    public async Task<string?> RunAsync()
    {
        try
        {
            var reason = await Task.Run(() => format.Run(content)).WaitAsync(Limit);
            return reason?.ReplaceLineEndings(" ");
        }
        catch (TimeoutException)
        {
            return $"no answer within {Limit.TotalSeconds} s";
        }
        catch (Exception broken)
        {
            return $"{broken.GetType().Name}: {broken.Message}".ReplaceLineEndings(" ");
        }
    }

    public override string ToString() => Id;
}
