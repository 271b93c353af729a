using System.Text.Json.Serialization;

namespace ErpSync.Planning;

/// <summary>Serialisation of what planners remember.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DocumentMemo))]
[JsonSerializable(typeof(Payouts.PayoutMemo))]
internal sealed partial class PlanningJson : JsonSerializerContext;
