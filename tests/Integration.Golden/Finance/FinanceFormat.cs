using System.Text.Json;
using ErpSync.Golden.Runner;

namespace ErpSync.Golden.Finance;

/// <summary>Cases of <c>erpsync-golden/finance@1</c>: account mapping and expected journals.</summary>
public sealed class FinanceFormat : IGoldenFormat
{
    public string Name => "erpsync-golden/finance@1";

    public string? Run(JsonElement content) =>
        content.GetProperty("kind").GetString() switch
        {
            "mapping" => MappingCase.Run(content),
            "journal" => JournalCase.Run(content),
            var other => throw new GoldenFormatException($"unknown kind '{other}'"),
        };
}
