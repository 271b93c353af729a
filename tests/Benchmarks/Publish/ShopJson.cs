using System.Text.Json.Serialization;

namespace Benchmarks.Publish;

[JsonSerializable(typeof(ShopPlace))]
[JsonSerializable(typeof(ShopFigures))]
internal sealed partial class ShopJson : JsonSerializerContext;
