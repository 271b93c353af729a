using ErpSync.Model;

namespace ErpSync.Adapters.Files.Intake;

/// <summary>Shipment confirmations. One bad row keeps its whole shipment back: half a shipment is a wrong one.</summary>
internal static class ShipmentFiles
{
    public static FileContent Read(IReadOnlyList<FileRow> rows)
    {
        var problems = new List<RowProblem>();
        var lines = new List<(string Id, string Order, DateTimeOffset At, ShipmentLine Line, FileRow Row)>();
        foreach (var row in rows)
        {
            var id = row.Text("shipment_id");
            var line = (id, row.Text("order_number"), row.Instant("shipped_at"), new ShipmentLine(row.Text("sku"), row.Quantity("quantity", positive: true), row.Optional("order_line")), row);
            _ = row.OptionalLocation();
            lines.Add(line);
            if (row.ProblemFor(id.Length > 0 ? id : null) is { } problem)
            {
                problems.Add(problem);
            }
        }

        var bad = problems.Select(static problem => problem.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var shipments = new List<Shipment>();
        foreach (var group in lines.Where(line => line.Id.Length > 0 && !bad.Contains(line.Id)).GroupBy(static line => line.Id, StringComparer.Ordinal))
        {
            if (group.Select(static line => (line.Order, line.At)).Distinct().Count() > 1)
            {
                problems.Add(new RowProblem(group.Last().Row.Line, group.Key, "files.record-inconsistent", $"Shipment {group.Key} names several orders or instants.", "order_number"));
                continue;
            }

            var first = group.First();
            shipments.Add(new Shipment
            {
                Id = group.Key,
                Number = group.Key,
                OrderNumber = first.Order,
                ExternalOrderNumber = first.Row.Optional("external_order_number"),
                ShippedAt = first.At,
                Carrier = first.Row.Optional("carrier"),
                TrackingNumbers = [.. group.Select(static line => line.Row.Optional("tracking")).OfType<string>().Distinct(StringComparer.Ordinal)],
                Location = first.Row.Optional("location"),
                Lines = [.. group.Select(static line => line.Line)],
            });
        }

        return new FileContent { Shipments = shipments, Problems = problems };
    }
}
