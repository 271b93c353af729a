using System.Text.Json;
using ErpSync.Golden.Runner;
using ErpSync.Model;
using ErpSync.Planning.Documents;

namespace ErpSync.Golden.Documents;

/// <summary>Cases of <c>erpsync-golden/documents@1</c>: one run of the document planner for one shop order.</summary>
public sealed class DocumentsFormat : IGoldenFormat
{
    public string Name => "erpsync-golden/documents@1";

    public string? Run(JsonElement content)
    {
        var request = new Node(content, "case").Read(ReadCase);
        var planner = new DocumentPlanner();
        var plan = planner.Plan(request);
        var expect = content.GetProperty("expect");
        return JsonDifference.Find(expect, PlanWriter.Write(plan, request.Settings.SuggestPayments), "")
            ?? PlanAgain(planner, request, plan);
    }

    internal static DocumentPlanRequest ReadCase(Node node)
    {
        _ = node.Text("id");
        _ = node.OptionalText("title");
        _ = node.OptionalText("why");
        _ = node.Get("expect");
        if (node.Text("kind") != "document")
        {
            throw node.Error($"unknown kind '{node.Text("kind")}'");
        }

        return node.Child("given").Read(given =>
        {
            var order = given.Child("order").Read(OrderReader.Read);
            return new DocumentPlanRequest(
                order,
                given.List("written", WrittenReader.Read),
                given.Child("settings").Read(SettingsReader.Read),
                given.Instant("now"));
        });
    }

    /// <summary>With the planned documents written, nothing new may be wanted.</summary>
    private static string? PlanAgain(DocumentPlanner planner, DocumentPlanRequest request, DocumentPlan plan)
    {
        var written = request.Written.ToList();
        foreach (var planned in plan.Documents)
        {
            var index = written.FindIndex(document => document.Source == planned.Document.Source);
            if (planned.Action == DocumentAction.Create)
            {
                written.Add(WrittenDocument.From(planned, planned.Document.Number ?? $"NEW-{written.Count + 1}"));
            }
            else
            {
                written[index] = WrittenDocument.From(planned, written[index].Number, written[index]);
            }
        }

        var again = planner.Plan(request with { Written = written }).Documents;
        return again.Count == 0 ? null : $"planned again: want no document, got {again[0].Action} {again[0].Document.Source}";
    }
}
