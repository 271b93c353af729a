using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ErpSync.Sandbox.Shopify.Graph;
using ErpSync.Sandbox.Shopify.State;
using GraphQL;

namespace ErpSync.Sandbox.Shopify.Operations;

/// <summary>Writes of metafields: at most 25 per call, all or none, compared by digest when one is given.</summary>
internal sealed class MetafieldMutations(ShopState shop)
{
    private const string Type = "MetafieldsSetPayload";
    private const string ErrorType = "MetafieldsSetUserError";
    private const int MaxRows = 25;

    public void Register(RootFields roots) => roots.Mutation("metafieldsSet", Set);

    private GraphNode Set(IResolveFieldContext context)
    {
        var rows = ((System.Collections.IEnumerable)context.GetArgument<object>("metafields")).Cast<IDictionary<string, object?>>().ToArray();
        if (rows.Length > MaxRows)
        {
            return Payload.Error(Type, ErrorType, "LESS_THAN_OR_EQUAL_TO", $"Exceeded the maximum metafields input limit of {MaxRows}.", "metafields");
        }

        lock (shop.Gate)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                if (Problem(rows[i]) is { } problem)
                {
                    var error = Payload.UserError(ErrorType, problem.Code, problem.Message, "metafields", i.ToString(CultureInfo.InvariantCulture), problem.Field);
                    error["elementIndex"] = i;
                    return new GraphNode(Type) { ["userErrors"] = new[] { error } };
                }
            }

            return new GraphNode(Type) { ["metafields"] = rows.Select(Write).ToArray() };
        }
    }

    private (string Code, string Message, string Field)? Problem(IDictionary<string, object?> row) =>
        shop.Find((string)row["ownerId"]!) is null ? ("INVALID", "Owner does not exist.", "ownerId")
        : row.TryGetValue("compareDigest", out var digest) && (string?)digest != (string?)shop.Metafields.GetValueOrDefault(Key(row))?["compareDigest"]
            ? ("STALE_OBJECT", "The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.", "compareDigest")
            : null;

    private GraphNode Write(IDictionary<string, object?> row)
    {
        var key = Key(row);
        var known = shop.Metafields.GetValueOrDefault(key);
        var value = (string)row["value"]!;
        var now = shop.Now();
        var node = new GraphNode("Metafield")
        {
            ["id"] = known?.Id ?? Gid.Of("Metafield", shop.NextId()),
            ["namespace"] = key.Namespace,
            ["key"] = key.Key,
            ["type"] = (string?)row.Value("type") ?? known?["type"] ?? "single_line_text_field",
            ["value"] = value,
            ["ownerType"] = Gid.TryParse(key.Owner, out var owner, out _) ? owner.ToUpperInvariant() : "ORDER",
            ["compareDigest"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value))),
            ["createdAt"] = known?["createdAt"] ?? now,
            ["updatedAt"] = now,
        };
        shop.Metafields[key] = node;
        shop.Put(node);
        return node;
    }

    private static (string Owner, string Namespace, string Key) Key(IDictionary<string, object?> row) =>
        ((string)row["ownerId"]!, (string?)row.Value("namespace") ?? "$app", (string)row["key"]!);
}
