using System.Text.Json.Serialization;

namespace ErpSync.Adapters.Files;

/// <summary>Records of this adapter as stored by the engine.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(WarehouseReturn))]
[JsonSerializable(typeof(WarehouseFile))]
internal sealed partial class FilesJson : JsonSerializerContext;
