using System.Text.Json;

namespace ErpSync.Ownership;

/// <summary>
/// Reads a policy from JSON configuration: <c>version</c>, <c>uncovered</c>, <c>revertLimit</c>, <c>echoWindow</c> and <c>rules</c>, names as in
/// <see cref="OwnershipPolicy"/> in camelCase. Durations are ISO 8601 (<c>PT15M</c>), decimals strings; a key nobody knows is an error.
/// </summary>
public static class OwnershipPolicyJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads a policy.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="FormatException">It is no policy; the message names every place that is wrong.</exception>
    public static OwnershipPolicy Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var errors = new List<string>();
        OwnershipPolicy policy;
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            policy = new PolicyElement(document.RootElement, "policy", errors).Read(Policy);
        }
        catch (JsonException broken)
        {
            throw new FormatException($"The ownership policy is no JSON: {broken.Message}", broken);
        }

        return errors.Count == 0 ? policy
            : throw new FormatException("The ownership policy cannot be read:" + Environment.NewLine + string.Join(Environment.NewLine, errors.Select(static error => "- " + error)));
    }

    private static OwnershipPolicy Policy(PolicyElement element) => new()
    {
        Version = element.Whole("version") ?? 1,
        Uncovered = element.Choice<UncoveredPolicy>("uncovered") ?? UncoveredPolicy.Error,
        RevertLimit = element.Child("revertLimit", static limit =>
        {
            var otherwise = new RevertLimit();
            return new RevertLimit { Count = limit.Whole("count") ?? otherwise.Count, Window = limit.Duration("window") ?? otherwise.Window };
        }) ?? new RevertLimit(),
        EchoWindow = element.Duration("echoWindow"),
        Rules = element.List("rules", Rule),
    };

    private static AuthorityRule Rule(PolicyElement element) => new()
    {
        Id = element.Required("id"),
        Entity = element.Required("entity"),
        Fields = element.Texts("fields", required: true),
        Scope = element.Table("scope", static (owner, key, value) => owner.TextOf(value, key) ?? ""),
        State = element.Child("state", static state => new StateRange { Is = state.Text("is"), From = state.Text("from"), Before = state.Text("before") }),
        Mode = element.Choice<AuthorityMode>("mode", required: true) ?? default,
        Owner = element.Text("owner"),
        Seeder = element.Text("seeder"),
        Emitters = element.Texts("emitters"),
        Sources = element.Texts("sources"),
        Resolver = element.Child("resolver", Resolver),
        Consumers = element.Table("consumers", static (owner, key, value) => owner.ChoiceOf<ConsumerKind>(value, key) ?? default),
        OnForeignWrite = element.Choice<ForeignWriteAction>("onForeignWrite") ?? ForeignWriteAction.Reject,
        Tolerance = element.Number("tolerance") ?? 0m,
        MaxStaleness = element.Duration("maxStaleness"),
        Override = element.Child("override", static block => new OverrideRule
        {
            AllowedBy = block.Texts("allowedBy"),
            ReasonRequired = block.Flag("reasonRequired") ?? false,
            MaxDuration = block.Duration("maxDuration"),
        }),
    };

    private static ResolverRule Resolver(PolicyElement element) => new()
    {
        Name = element.Choice<ResolverKind>("name", required: true) ?? default,
        Order = element.Order("order") ?? RestrictionOrder.Lowest,
        Loosen = element.Choice<LooseningRule>("loosen"),
    };
}
