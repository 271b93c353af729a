using System.Text.Json;
using System.Text.Json.Nodes;
using ErpSync.Golden.Runner;
using ErpSync.Model;
using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Output;
using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Settings;

namespace ErpSync.Golden.Reconciliation;

/// <summary>Cases of <c>erpsync-golden/reconciliation@1</c>: one run over the given records.</summary>
public sealed class ReconciliationFormat : IGoldenFormat
{
    public string Name => "erpsync-golden/reconciliation@1";

    public string? Run(JsonElement content)
    {
        var (given, expected) = new Node(content, "case").Read(static node =>
        {
            _ = node.Text("id");
            _ = node.OptionalText("title");
            _ = node.OptionalText("why");
            return (node.Child("given").Read(Given), node.Get("expect"));
        });
        var report = Reconciler.Run(given.Scope, given.Records, given.Sections, given.Settings);
        var found = JsonNode.Parse(ReconciliationJson.ToUtf8(report))!.AsObject();
        foreach (var key in found.Select(static entry => entry.Key).Where(key => !expected.TryGetProperty(key, out _)).ToList())
        {
            found.Remove(key);
        }

        return JsonDifference.Find(expected, found, "");
    }

    private static (ReconciliationScope Scope, ReconciliationRecords Records, IReadOnlyList<ReconciliationSection> Sections, ReconciliationSettings Settings) Given(Node node) => (
        node.Child("run").Read(Scope),
        RecordReader.Read(node),
        [.. node.Texts("sections").Select(name => Enum.TryParse<ReconciliationSection>(name, out var section) ? section : throw node.Error($"unknown section '{name}'"))],
        node.OptionalChild("settings")?.Read(SettingsReader.Read) ?? new ReconciliationSettings());

    private static ReconciliationScope Scope(Node node) => new()
    {
        Company = node.Text("company"),
        BookCurrency = Currency.FromCode(node.Text("currency")),
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById(node.OptionalText("timeZone") ?? "UTC"),
        Period = node.Text("period"),
        PeriodStart = node.Date("periodStart"),
        PeriodEnd = node.Date("periodEnd"),
        AsOf = node.Instant("asOf"),
        ClosedAt = node.OptionalInstant("closedAt"),
        RulesetVersion = node.OptionalWhole("rulesetVersion") ?? 1,
    };
}
