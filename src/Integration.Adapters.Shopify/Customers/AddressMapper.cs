using System.Text.Json;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Customers;

/// <summary>Postal addresses in both spellings.</summary>
internal static class AddressMapper
{
    public static Address? FromGraph(JsonElement? address) => From(address, "provinceCode", "countryCodeV2");

    public static Address? FromRest(JsonElement? address) => From(address, "province_code", "country_code");

    private static Address? From(JsonElement? address, string region, string country) => address is not { } source
        ? null
        : new Address
        {
            Name = source.Filled("name"),
            Company = source.Filled("company"),
            Line1 = source.Filled("address1"),
            Line2 = source.Filled("address2"),
            City = source.Filled("city"),
            Region = source.Filled(region),
            PostalCode = source.Filled("zip"),
            Country = source.Filled(country)?.ToUpperInvariant(),
            Phone = source.Filled("phone"),
        };
}
