using System.Globalization;
using ErpSync.Reconciliation.Settings;

namespace ErpSync.Reconciliation.Output;

/// <summary>Writes amounts with the decimals of the minor unit, quantities without trailing zeros; culture-invariant.</summary>
internal sealed class AmountText(ReconciliationSettings settings)
{
    private const string Plain = "0.############################";

    public string Of(decimal amount, BalanceUnit unit)
    {
        if (unit.Currency is not { } currency)
        {
            return amount.ToString(Plain, CultureInfo.InvariantCulture);
        }

        var decimals = settings.MinorUnits.TryGetValue(currency, out var minor) ? minor.Scale : (byte)2;
        var rounded = decimal.Round(amount, decimals);
        return rounded == amount ? rounded.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : amount.ToString(Plain, CultureInfo.InvariantCulture);
    }

    public static string Of(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Of(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static string Percent(decimal percent) => percent.ToString("F2", CultureInfo.InvariantCulture);
}
