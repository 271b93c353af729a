using System.Text.Json;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Customers;

/// <summary>Customers in the REST shape.</summary>
internal static class RestCustomer
{
    public static Customer? Read(JsonElement? customer)
    {
        if (customer is not { } source || !Gid.TryNormalise("Customer", source.Text("admin_graphql_api_id") ?? source.Text("id"), out var id))
        {
            return null;
        }

        var name = $"{source.Filled("first_name")} {source.Filled("last_name")}".Trim();
        return new Customer
        {
            Id = id,
            DisplayName = name.Length > 0 ? name : source.Filled("email") ?? id,
            Email = source.Filled("email"),
            Phone = source.Filled("phone"),
            Address = AddressMapper.FromRest(source.Object("default_address")),
            TaxExempt = source.Flag("tax_exempt") ?? false,
            UpdatedAt = source.Instant("updated_at") ?? default,
        };
    }
}
