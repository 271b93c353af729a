using ErpSync.Sandbox.Shopify.Graph;

namespace ErpSync.Sandbox.Shopify.State;

/// <summary>A customer account.</summary>
internal sealed class CustomerState
{
    public required long Id { get; init; }

    public required string Email { get; init; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public ShopAddress? Address { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public string GlobalId => Gid.Of("Customer", Id);
}
