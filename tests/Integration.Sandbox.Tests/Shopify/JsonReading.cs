using System.Globalization;
using System.Text.Json;

namespace ErpSync.Sandbox.Tests.Shopify;

internal static class JsonReading
{
    /// <summary>Follows names and indexes separated by dots.</summary>
    public static JsonElement At(this JsonElement element, string path)
    {
        foreach (var step in path.Split('.'))
        {
            element = int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? element[index] : element.GetProperty(step);
        }

        return element;
    }

    public static string? Text(this JsonElement element, string path) => element.At(path).GetString();

    public static int Int(this JsonElement element, string path) => element.At(path).GetInt32();

    /// <summary>Amount of a money bag in shop or presentment currency.</summary>
    public static decimal Money(this JsonElement element, string path, bool presentment = false) =>
        decimal.Parse(element.At(path).At(presentment ? "presentmentMoney.amount" : "shopMoney.amount").GetString()!, CultureInfo.InvariantCulture);
}
