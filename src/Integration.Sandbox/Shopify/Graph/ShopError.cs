using GraphQL;

namespace ErpSync.Sandbox.Shopify.Graph;

/// <summary>A top-level error in the shape of the real API: message and <c>extensions.code</c>.</summary>
internal sealed class ShopError : ExecutionError
{
    public ShopError(string code, string message, params (string Key, object? Value)[] details)
        : base(message)
    {
        Code = code;
        Details = details;
    }

    public IReadOnlyList<(string Key, object? Value)> Details { get; }

    public static ShopError InvalidId(string id) => new("RESOURCE_NOT_FOUND", "Invalid id: " + id);

    public static ShopError BadRequest(string message) => new("BAD_REQUEST", message);
}
