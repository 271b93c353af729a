using ErpSync.Model;

namespace ErpSync.Planning;

/// <summary>Recognises that addresses or the e-mail address of an order changed after its document was written, without keeping personal data.</summary>
internal static class Addressee
{
    /// <summary>Fingerprint of what a document of the order says about where it goes.</summary>
    public static string Of(Address? billTo, Address? shipTo, string? email) =>
        Fingerprint.Of([.. Parts(billTo), .. Parts(shipTo), email]);

    /// <summary>Where goods go that are not sent anywhere else.</summary>
    public static Address? ShipToOf(Order order) => order.ShippingAddress ?? order.BillingAddress;

    private static string?[] Parts(Address? address) =>
        [address?.Name, address?.Company, address?.Line1, address?.Line2, address?.City, address?.Region, address?.PostalCode, address?.Country, address?.Phone];
}
