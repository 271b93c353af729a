using System.Text.Json;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Customers;

/// <summary>Customers and companies.</summary>
internal static class CustomerMapper
{
    /// <summary>Who buys: the company of a B2B order, else the person, else nobody.</summary>
    public static Customer? OfOrder(JsonElement order)
    {
        var person = order.Object("customer") is { } customer ? Person(customer) : null;
        if (order.Object("purchasingEntity")?.Object("company") is not { } company)
        {
            return person;
        }

        var firm = Company(company);
        var location = order.Object("purchasingEntity")?.Object("location");
        return firm is null ? person : firm with { ExternalNumber = location?.Filled("externalId") ?? firm.ExternalNumber, Email = person?.Email, Phone = person?.Phone };
    }

    /// <summary>A customer or company node; null when it is neither.</summary>
    public static Customer? Read(JsonElement node) => Gid.TypeOf(node.Text("id")) switch
    {
        "Customer" => Person(node),
        "Company" => Company(node),
        _ => null,
    };

    private static Customer? Person(JsonElement customer)
    {
        if (customer.Filled("id") is not { } id)
        {
            return null;
        }

        var email = customer.Object("defaultEmailAddress")?.Filled("emailAddress");
        return new Customer
        {
            Id = id,
            DisplayName = customer.Filled("displayName") ?? email ?? id,
            Email = email,
            Phone = customer.Object("defaultPhoneNumber")?.Filled("phoneNumber"),
            Address = AddressMapper.FromGraph(customer.Object("defaultAddress")),
            TaxExempt = customer.Flag("taxExempt") ?? false,
            UpdatedAt = customer.Instant("updatedAt") ?? default,
        };
    }

    private static Customer? Company(JsonElement company) => company.Filled("id") is not { } id
        ? null
        : new Customer
        {
            Id = id,
            DisplayName = company.Filled("name") ?? id,
            ExternalNumber = company.Filled("externalId"),
            IsCompany = true,
            UpdatedAt = company.Instant("updatedAt") ?? default,
        };
}
