using ErpSync.Finance.Accounts;
using ErpSync.Model;
using ErpSync.Planning.Documents.Settings;

namespace ErpSync.Planning.Documents.Stages;

internal sealed class SettingsShippingMapping : IShippingMapping
{
    private static readonly LineTarget Income = LineTarget.ToRole(AccountRole.ShippingIncome);

    public LineTarget Map(ShippingLine line, DocumentSettings settings) =>
        settings.ShippingMapping.TryGetValue(line.Title, out var target) ? target : Income;
}
