using System.Globalization;

namespace ErpSync.Planning;

/// <summary>What one kit consists of, for orders placed from an instant on until the next recipe of the same kit.</summary>
/// <param name="Sku">SKU of the kit.</param>
/// <param name="Components">Base units of each component in one kit.</param>
/// <param name="From">First instant.</param>
/// <param name="IsVirtual">False for a kit that is kept assembled.</param>
internal sealed record KitRecipe(string Sku, IReadOnlyDictionary<string, decimal> Components, DateTimeOffset From, bool IsVirtual)
{
    /// <summary>The recipe of a SKU for what is ordered at an instant, or null when it is no kit then.</summary>
    public static KitRecipe? At(IEnumerable<KitRecipe> recipes, string sku, DateTimeOffset at) =>
        recipes.Where(recipe => recipe.Sku == sku && recipe.From <= at).MaxBy(static recipe => recipe.From);

    /// <summary>All that is wrong, one sentence each with code, value and remedy.</summary>
    public static IEnumerable<string> Validate(IReadOnlyList<KitRecipe> recipes)
    {
        var kits = recipes.Select(static recipe => recipe.Sku).ToHashSet(StringComparer.Ordinal);
        foreach (var recipe in recipes)
        {
            if (!recipe.IsVirtual)
            {
                yield return $"ESY2129: Inventory.Kit('{recipe.Sku}') is stocked. A kit that is kept assembled is an article like any other: leave it out here.";
            }

            if (recipe.Components.Count == 0 || recipe.Components.FirstOrDefault(static part => part.Value <= 0m).Key is not null)
            {
                yield return $"ESY2129: Inventory.Kit('{recipe.Sku}') needs components, each with more than 0 units.";
            }

            if (recipe.Components.Keys.FirstOrDefault(kits.Contains) is { } nested)
            {
                yield return $"ESY2129: Inventory.Kit('{recipe.Sku}') contains '{nested}', which is a kit itself. State the components of '{nested}' instead.";
            }
        }

        foreach (var twice in recipes.GroupBy(static recipe => (recipe.Sku, recipe.From)).Where(static same => same.Count() > 1))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"ESY2129: Inventory.Kit('{twice.Key.Sku}') is stated twice from {twice.Key.From:yyyy-MM-dd HH:mm}. Keep one, or give the newer one a later instant.");
        }
    }
}
