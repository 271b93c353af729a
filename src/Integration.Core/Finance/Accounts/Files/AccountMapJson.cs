using System.Globalization;
using System.Text.Json;

namespace ErpSync.Finance.Accounts.Files;

/// <summary>
/// A whole chart of accounts map as JSON: <c>{"rules": [{"id", "role", "account", "match": {"channel": "web", "country": ["DE", "AT"]}, "priority", "validFrom", "validTo",
/// "dimensions": {}}], "chart": [{"account", "class", "active", "postable", "validFrom", "validTo"}], "regions": {"DACH": ["DE", "AT", "CH"]}, "fallbackRoles": {},
/// "suspenseAccount": "9999"}</c>. Only <c>rules</c> is needed. An unknown name is an error, so that a slip of the pen is not passed over.
/// </summary>
public static class AccountMapJson
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads a map. Overlaps, unknown roles and invalid dates are found when the map is loaded.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="AccountMapFormatException">The text cannot be read; the message names the place, the reason and the remedy.</exception>
    public static AccountMapDefinition Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return Definition(new MapNode(document.RootElement, "map"));
        }
        catch (JsonException broken)
        {
            throw new AccountMapFormatException($"The map is no JSON: {broken.Message}", broken);
        }
    }

    private static AccountMapDefinition Definition(MapNode node) => node.Read(static node => new AccountMapDefinition
    {
        Rules = node.List("rules", Rule),
        Chart = node.Has("chart") ? node.List("chart", Account) : null,
        Regions = node.Entries("regions").ToDictionary(static entry => entry.Name, static entry => MapNode.Texts(entry.Value, entry.Name), StringComparer.Ordinal),
        FallbackRoles = node.Entries("fallbackRoles").ToDictionary(static entry => Role(entry.Name), static entry => Role(MapNode.Text(entry.Value, entry.Name))),
        SuspenseAccount = node.Text("suspenseAccount"),
    });

    private static AccountRule Rule(MapNode node) => new()
    {
        Id = node.NeededText("id"),
        Role = node.NeededText("role"),
        Account = node.NeededText("account"),
        Match = node.Entries("match").ToDictionary(static entry => entry.Name, Condition, StringComparer.Ordinal),
        Priority = node.Whole("priority") ?? 0,
        ValidFrom = node.Date("validFrom"),
        ValidTo = node.Date("validTo"),
        Dimensions = node.Entries("dimensions").ToDictionary(static entry => entry.Name, static entry => MapNode.Text(entry.Value, entry.Name), StringComparer.Ordinal),
    };

    private static ChartAccount Account(MapNode node) => new()
    {
        Account = node.NeededText("account"),
        Class = Enum.TryParse<AccountClass>(node.NeededText("class"), out var known) ? known : throw new AccountMapFormatException($"{node.Path}: class must be one of {string.Join(", ", Enum.GetNames<AccountClass>())}."),
        Active = node.Flag("active") ?? true,
        Postable = node.Flag("postable") ?? true,
        ValidFrom = node.Date("validFrom"),
        ValidTo = node.Date("validTo"),
    };

    private static AccountCondition Condition(JsonProperty entry) => entry.Value.ValueKind == JsonValueKind.Array
        ? MapNode.Texts(entry.Value, entry.Name) is { Count: > 0 } values ? AccountCondition.AnyOf(values) : throw new AccountMapFormatException($"'{entry.Name}' is an empty list. Leave the key out to accept any value.")
        : AccountCondition.Of(MapNode.Text(entry.Value, entry.Name));

    private static AccountRole Role(string name) =>
        AccountRoles.TryParse(name, out var role) ? role : throw new AccountMapFormatException(string.Create(CultureInfo.InvariantCulture, $"fallbackRoles: '{name}' is no account role."));
}
