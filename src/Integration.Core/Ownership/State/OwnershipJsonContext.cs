using System.Text.Json.Serialization;

namespace ErpSync.Ownership;

/// <summary>State and commands in a store.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(StoredOwnership))]
[JsonSerializable(typeof(OwnershipCommands))]
internal sealed partial class OwnershipJsonContext : JsonSerializerContext;
