using System.Text.Json;

namespace ErpSync.Golden.Runner;

/// <summary>Maps the cases of one format to the library and compares.</summary>
public interface IGoldenFormat
{
    /// <summary>Name and version, for example <c>erpsync-golden/documents@1</c>.</summary>
    string Name { get; }

    /// <summary>Runs one case on a fresh instance; null when it passes, otherwise the place, the wanted and the found value.</summary>
    string? Run(JsonElement content);
}
