using System.Text.Json;
using System.Text.Json.Serialization;

namespace ErpSync.Ownership;

/// <summary>Values in stored state, with their type: <c>{"decimal":"10"}</c>. The type must survive without a schema at hand.</summary>
internal sealed class FieldValueJsonConverter : JsonConverter<FieldValue>
{
    public override bool HandleNull => true;

    public override FieldValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement.ValueKind == JsonValueKind.Null)
        {
            return FieldValue.Null;
        }

        var pair = document.RootElement.EnumerateObject().Single();
        return Enum.TryParse<FieldType>(pair.Name, ignoreCase: true, out var type)
            ? FieldValueJson.Read(pair.Value, type)
            : throw new JsonException($"'{pair.Name}' is no field type.");
    }

    public override void Write(Utf8JsonWriter writer, FieldValue value, JsonSerializerOptions options)
    {
        if (value.Type is not { } type)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WritePropertyName(type.ToString().ToLowerInvariant());
        FieldValueJson.Write(writer, value);
        writer.WriteEndObject();
    }
}
