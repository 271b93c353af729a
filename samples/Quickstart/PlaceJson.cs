using System.Text.Json.Serialization;

namespace Quickstart;

[JsonSerializable(typeof(SandboxPlace))]
internal sealed partial class PlaceJson : JsonSerializerContext;
