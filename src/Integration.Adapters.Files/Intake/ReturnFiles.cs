namespace ErpSync.Adapters.Files.Intake;

/// <summary>Returns with disposition. One bad row keeps its whole return back.</summary>
internal static class ReturnFiles
{
    public static FileContent Read(IReadOnlyList<FileRow> rows)
    {
        var problems = new List<RowProblem>();
        var lines = new List<(string Id, string Order, DateTimeOffset At, WarehouseReturnLine Line, int Number)>();
        foreach (var row in rows)
        {
            var id = row.Text("return_id");
            lines.Add((id, row.Text("order_number"), row.Instant("received_at"), new WarehouseReturnLine(
                row.Text("sku"), row.Quantity("quantity", positive: true), row.Choice<ReturnDisposition>("disposition"), row.OptionalLocation(), row.Optional("reason")), row.Line));
            if (row.ProblemFor(id.Length > 0 ? id : null) is { } problem)
            {
                problems.Add(problem);
            }
        }

        var bad = problems.Select(static problem => problem.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var returns = new List<WarehouseReturn>();
        foreach (var group in lines.Where(line => line.Id.Length > 0 && !bad.Contains(line.Id)).GroupBy(static line => line.Id, StringComparer.Ordinal))
        {
            var first = group.First();
            if (group.Any(line => line.Order != first.Order || line.At != first.At))
            {
                problems.Add(new RowProblem(group.Last().Number, group.Key, "files.record-inconsistent", $"Return {group.Key} names several orders or instants.", "order_number"));
                continue;
            }

            returns.Add(new WarehouseReturn { Id = group.Key, OrderNumber = first.Order, ReceivedAt = first.At, Lines = [.. group.Select(static line => line.Line)] });
        }

        return new FileContent { Returns = returns, Problems = problems };
    }
}
