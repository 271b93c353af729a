using ErpSync.Model;

namespace ErpSync.Finance.Histories.Run;

internal static class MoneyPairs
{
    public static bool IsNothing(this MoneyPair? pair, CurrencyHandling side) => pair?.Side(side) is not { IsZero: false };
}
