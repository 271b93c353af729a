using System.Text.Json.Serialization;
using ErpSync.Planning.Customers;

namespace ErpSync.Planning;

/// <summary>Serialisation of what planners remember.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DocumentMemo))]
[JsonSerializable(typeof(FulfilmentMemo))]
[JsonSerializable(typeof(DemandMemo))]
[JsonSerializable(typeof(ToldContent))]
[JsonSerializable(typeof(WithheldActivity))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(Payouts.PayoutMemo))]
internal sealed partial class PlanningJson : JsonSerializerContext;
