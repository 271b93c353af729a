using System.Diagnostics.CodeAnalysis;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Orders;

/// <summary>Shopify's words, whatever their case, in canonical terms. A word is only guessed where guessing cannot change a booking.</summary>
internal static class ShopWords
{
    public static PaymentKind PaymentKind(string? word) => Upper(word) switch
    {
        "AUTHORIZATION" or "EMV_AUTHORIZATION" => Model.PaymentKind.Authorization,
        "CAPTURE" => Model.PaymentKind.Capture,
        "SALE" => Model.PaymentKind.Sale,
        "REFUND" => Model.PaymentKind.Refund,
        "VOID" => Model.PaymentKind.Void,
        "CHANGE" => Model.PaymentKind.Change,
        _ => Model.PaymentKind.Other,
    };

    public static PaymentStatus PaymentStatus(string? word) => Upper(word) switch
    {
        "SUCCESS" => Model.PaymentStatus.Success,
        "PENDING" => Model.PaymentStatus.Pending,
        "AWAITING_RESPONSE" => Model.PaymentStatus.AwaitingResponse,
        "FAILURE" => Model.PaymentStatus.Failure,
        "ERROR" => Model.PaymentStatus.Error,
        _ => Model.PaymentStatus.Unknown,
    };

    /// <summary>Decides between goods coming back and a price reduction, so an unknown word is a fault.</summary>
    public static RestockType RestockType(string? word, string path) => Upper(word) switch
    {
        "RETURN" => Model.RestockType.Return,
        "CANCEL" => Model.RestockType.Cancel,
        "NO_RESTOCK" => Model.RestockType.NoRestock,
        "LEGACY_RESTOCK" => Model.RestockType.LegacyRestock,
        _ => throw Unknown(word, path),
    };

    /// <summary>True for a return that takes place; requested, declined and cancelled ones do not (yet).</summary>
    public static bool ReturnTakesPlace(string? word, string path) => Upper(word) switch
    {
        "OPEN" or "CLOSED" => true,
        "REQUESTED" or "DECLINED" or "CANCELED" or "CANCELLED" => false,
        _ => throw Unknown(word, path),
    };

    [SuppressMessage("Globalization", "CA1308", Justification = "Enum words are ASCII; upper case is Shopify's own spelling.")]
    private static string Upper(string? word) => word?.ToUpperInvariant() ?? "";

    private static FieldFaultException Unknown(string? word, string path) => FieldFaultException.Invalid(
        "shopify.unknown-word", path, $"says '{GraphErrors.Clean(word)}', which this release does not know and cannot book without guessing", "Update the package, or set ApiVersion to a version this release was tested with.");
}
