using ErpSync.Model;
using ErpSync.Planning.Documents.Settings;

namespace ErpSync.Planning.Documents.Stages;

internal sealed class SettingsItemMapping : IItemMapping
{
    public ItemTarget? Map(OrderLine line, DocumentSettings settings) =>
        line.Variant is { } variant && settings.Items.TryGetValue(variant, out var byVariant) ? byVariant
        : line.Sku is { } sku && settings.Items.TryGetValue(sku, out var bySku) ? bySku
        : null;
}
