using System.Text.Json;

namespace ErpSync.Sandbox.Shopify.Operations;

/// <summary>Turns an answer with edges into lines of JSON: one object per line, children with <c>__parentId</c> after their parents.</summary>
internal sealed class BulkLines(bool grouped)
{
    private readonly List<byte[]> _parents = [];
    private readonly List<byte[]> _children = [];

    public long Roots { get; private set; }

    public long Objects => _parents.Count + _children.Count;

    public void AddRoots(JsonElement data)
    {
        foreach (var root in data.EnumerateObject())
        {
            Collect(root.Value, null);
        }
    }

    public byte[] ToFile()
    {
        using var file = new MemoryStream();
        foreach (var line in _parents.Concat(_children))
        {
            file.Write(line);
            file.WriteByte((byte)'\n');
        }

        return file.ToArray();
    }

    private void Collect(JsonElement value, string? parent)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (!IsConnection(value))
        {
            foreach (var property in value.EnumerateObject())
            {
                Collect(property.Value, parent);
            }

            return;
        }

        foreach (var edge in value.GetProperty("edges").EnumerateArray())
        {
            var node = edge.GetProperty("node");
            Roots += parent is null ? 1 : 0;
            (parent is null || grouped ? _parents : _children).Add(Line(node, parent));
            var id = node.TryGetProperty("id", out var own) ? own.GetString() : null;
            foreach (var property in node.EnumerateObject())
            {
                Collect(property.Value, id ?? parent ?? "");
            }
        }
    }

    private static byte[] Line(JsonElement node, string? parent)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var property in node.EnumerateObject().Where(property => !IsConnection(property.Value)))
            {
                property.WriteTo(writer);
            }

            if (parent is not null)
            {
                writer.WriteString("__parentId", parent);
            }

            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static bool IsConnection(JsonElement value) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty("edges", out var edges) && edges.ValueKind == JsonValueKind.Array;
}
