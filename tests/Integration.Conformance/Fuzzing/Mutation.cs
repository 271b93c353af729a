using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ErpSync.Conformance.Fuzzing;

/// <summary>Damages a body the way the world does: the same seed damages the same body in the same way.</summary>
internal static class Mutation
{
    private static readonly string[] OddValues =
    [
        "null", "true", "false", "0", "-1", "1e999", "-1e-999", "9999999999999999999999999999", "1e20", "79228162514264337593543950336", "2147483648", "1.5", "\"\"", "\" \"",
        "\"\\ud800\"", "\"\\udc00x\"", "\"\\u0000\"", "\"1e400\"", "\"NaN\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"2026-13-45\"", "\"gid://shopify/Order/x\"",
        "\"99999999999999999999999999\"", "[]", "{}", "[null]", "[[[[[[]]]]]]", "{\"a\":{\"a\":{\"a\":{}}}}", "\"🚲\"", "\"../../\"", "\"XXX\"", "\"-1.00\"", "\"1,5\"",
    ];

    public static string Of(string body, ulong seed) => Encoding.UTF8.GetString(Of(Encoding.UTF8.GetBytes(body), seed));

    public static byte[] Of(byte[] body, ulong seed)
    {
        var dice = new Dice(seed);
        for (var rounds = 1 + dice.Next(3); rounds > 0; rounds--)
        {
            body = dice.Next(10) switch
            {
                0 => Flip(body, dice),
                1 => body[..dice.Next(body.Length + 1)],
                2 => Repeat(body, dice),
                3 => Drop(body, dice),
                4 => Nest(dice),
                _ => Replace(body, dice),
            };
        }

        return body;
    }

    private static byte[] Flip(byte[] body, Dice dice)
    {
        var copy = body.ToArray();
        for (var times = 1 + dice.Next(8); times > 0 && copy.Length > 0; times--)
        {
            copy[dice.Next(copy.Length)] ^= (byte)(1 << dice.Next(8));
        }

        return copy;
    }

    private static byte[] Repeat(byte[] body, Dice dice)
    {
        if (body.Length == 0)
        {
            return body;
        }

        var from = dice.Next(body.Length);
        var part = body.AsSpan(from, Math.Min(1 + dice.Next(64), body.Length - from)).ToArray();
        return [.. body.AsSpan(0, from), .. Enumerable.Repeat(part, 1 + dice.Next(50)).SelectMany(bytes => bytes), .. body.AsSpan(from)];
    }

    /// <summary>A member or an element is gone.</summary>
    private static byte[] Drop(byte[] body, Dice dice)
    {
        try
        {
            var root = JsonNode.Parse(body);
            var places = new List<JsonNode>();
            Collect(root, places);
            if (places.Count == 0)
            {
                return body;
            }

            switch (places[dice.Next(places.Count)])
            {
                case JsonObject members when members.Count > 0:
                    members.Remove(members.ElementAt(dice.Next(members.Count)).Key);
                    break;
                case JsonArray list when list.Count > 0:
                    list.RemoveAt(dice.Next(list.Count));
                    break;
            }

            return Encoding.UTF8.GetBytes(root!.ToJsonString());
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            return Flip(body, dice);
        }
    }

    private static byte[] Nest(Dice dice)
    {
        var depth = 1 + dice.Next(2_000);
        return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"data\":[", depth)) + "1" + string.Concat(Enumerable.Repeat("]}", depth)));
    }

    /// <summary>A value becomes another value; the document stays JSON.</summary>
    private static byte[] Replace(byte[] body, Dice dice)
    {
        var values = new List<(int Start, int End)>();
        try
        {
            var reader = new Utf8JsonReader(body);
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null)
                {
                    values.Add(((int)reader.TokenStartIndex, (int)reader.BytesConsumed));
                }
            }
        }
        catch (JsonException)
        {
            return Flip(body, dice);
        }

        if (values.Count == 0)
        {
            return body;
        }

        var (start, end) = values[dice.Next(values.Count)];
        return [.. body.AsSpan(0, start), .. Encoding.UTF8.GetBytes(OddValues[dice.Next(OddValues.Length)]), .. body.AsSpan(end)];
    }

    private static void Collect(JsonNode? node, List<JsonNode> into)
    {
        switch (node)
        {
            case JsonObject members:
                into.Add(members);
                foreach (var (_, child) in members)
                {
                    Collect(child, into);
                }

                break;
            case JsonArray list:
                into.Add(list);
                foreach (var child in list)
                {
                    Collect(child, into);
                }

                break;
        }
    }
}
