using ErpSync.Sandbox.Shopify.Graph;

namespace ErpSync.Sandbox.Shopify.Operations;

/// <summary>Builds answers of mutations.</summary>
internal static class Payload
{
    public static GraphNode Error(string mutation, string errorType, string? code, string message, params string[] field) => new(mutation)
    {
        ["userErrors"] = new[] { UserError(errorType, code, message, field) },
    };

    public static GraphNode UserError(string errorType, string? code, string message, params string[] field) => new(errorType)
    {
        ["field"] = field.Length == 0 ? null : field,
        ["message"] = message,
        ["code"] = code,
    };
}
