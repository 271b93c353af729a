using System.Globalization;

namespace ErpSync.Sandbox.Shopify.Graph;

/// <summary>Builds address objects.</summary>
internal static class AddressNode
{
    public static GraphNode? Of(ShopAddress? address, long ownerId) => address is null ? null : new GraphNode("MailingAddress")
    {
        ["id"] = Gid.Of("MailingAddress", ownerId) + "?model_name=Address",
        ["firstName"] = address.FirstName,
        ["lastName"] = address.LastName,
        ["name"] = Name(address.FirstName, address.LastName),
        ["company"] = address.Company,
        ["address1"] = address.Address1,
        ["address2"] = address.Address2,
        ["city"] = address.City,
        ["zip"] = address.Zip,
        ["province"] = address.Province,
        ["provinceCode"] = address.ProvinceCode,
        ["country"] = address.Country,
        ["countryCodeV2"] = address.CountryCode,
        ["phone"] = address.Phone,
        ["coordinatesValidated"] = false,
        ["formatted"] = new[] { Name(address.FirstName, address.LastName), address.Company, address.Address1, address.Address2, address.Zip + " " + address.City, address.Country }
            .Where(line => !string.IsNullOrWhiteSpace(line)).ToArray(),
        ["formattedArea"] = string.Create(CultureInfo.InvariantCulture, $"{address.City}, {address.Country}"),
    };

    public static string? Name(string? first, string? last) => string.IsNullOrWhiteSpace(first + last) ? null : (first + " " + last).Trim();
}
