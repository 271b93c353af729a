using System.Text.Json;

namespace ErpSync.Golden.Runner;

/// <summary>One case and the engine for its format.</summary>
public sealed class GoldenCase
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);
    private readonly JsonElement? _content;
    private readonly Func<string?> _run;

    public GoldenCase(string file, string id, JsonElement content, IGoldenFormat format)
        : this(file, id, content, () => format.Run(content))
    {
    }

    private GoldenCase(string file, string id, JsonElement? content, Func<string?> run)
    {
        File = file;
        Id = id;
        _content = content;
        _run = run;
    }

    public string File { get; }

    public string Id { get; }

    /// <summary>Content as written; empty for a case that cannot be read.</summary>
    public string Text => _content?.GetRawText() ?? "";

    /// <summary>A case that cannot even be read.</summary>
    public static GoldenCase Broken(string file, string id, string reason) => new(file, id, null, () => reason);

    /// <summary>True when the other case says the same, however it is laid out.</summary>
    public bool HasSameContent(GoldenCase other) =>
        _content is { } mine && other._content is { } theirs && JsonElement.DeepEquals(mine, theirs);

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
