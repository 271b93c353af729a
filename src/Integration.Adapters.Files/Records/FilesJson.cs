using System.Text.Json.Serialization;

namespace ErpSync.Adapters.Files;

/// <summary>Record of this adapter as stored by the engine.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(WarehouseReturn))]
internal sealed partial class FilesJson : JsonSerializerContext;
