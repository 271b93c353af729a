using System.Text.Json;

namespace ErpSync.Golden.Runner;

/// <summary>One case and the engine for its format.</summary>
public sealed class GoldenCase
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly Func<string?> _run;

    public GoldenCase(string file, string id, JsonElement content, IGoldenFormat format)
        : this(file, id, content.GetRawText(), () => format.Run(content))
    {
    }

    private GoldenCase(string file, string id, string text, Func<string?> run)
    {
        File = file;
        Id = id;
        Text = text;
        _run = run;
    }

    public string File { get; }

    public string Id { get; }

    /// <summary>Content as written.</summary>
    public string Text { get; }

    /// <summary>A case that cannot even be read.</summary>
    public static GoldenCase Broken(string file, string id, string reason) => new(file, id, reason, () => reason);

    /// <summary>Runs the case; null when it passes, otherwise the first difference on one line.</summary>
    public async Task<string?> RunAsync()
    {
        try
        {
            var reason = await Task.Run(_run).WaitAsync(Limit);
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
