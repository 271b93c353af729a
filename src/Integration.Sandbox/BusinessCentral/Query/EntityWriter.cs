using System.Globalization;
using System.Text.Json;
using ErpSync.Sandbox.BusinessCentral.Schema;
using ErpSync.Sandbox.BusinessCentral.Store;
using Microsoft.OData.UriParser;

namespace ErpSync.Sandbox.BusinessCentral.Query;

/// <summary>Writes records as OData JSON with their selected properties and expanded relations.</summary>
internal sealed class EntityWriter(ErpDatabase database, Utf8JsonWriter writer, bool newerSyntax)
{
    // Dividing by one with 28 decimals drops trailing zeros, so 10.00 is written as 10.
    private const decimal PlainOne = 1.0000000000000000000000000000m;

    public void Write(ErpRow row, SelectExpandClause? selection, string? context = null)
    {
        writer.WriteStartObject();
        WriteMembers(row, selection, context);
        writer.WriteEndObject();
    }

    private void WriteMembers(ErpRow row, SelectExpandClause? selection, string? context)
    {
        if (context is not null)
        {
            writer.WriteString("@odata.context", context);
        }

        writer.WriteString("@odata.etag", row.ETag);
        var selected = selection is null || selection.AllSelected
            ? null
            : selection.SelectedItems.OfType<PathSelectItem>()
                .Select(item => item.SelectedPath.FirstSegment.Identifier).ToHashSet(StringComparer.Ordinal);
        foreach (var property in row.Entity.Visible)
        {
            if (selected is null || selected.Contains(property.Name))
            {
                writer.WritePropertyName(property.Name);
                WriteValue(property.Flow is { } flow ? flow(database, row) : row[property.Name]);
            }
        }

        foreach (var item in selection?.SelectedItems.OfType<ExpandedNavigationSelectItem>() ?? [])
        {
            Expand(row, item);
        }
    }

    private void Expand(ErpRow row, ExpandedNavigationSelectItem item)
    {
        var navigation = row.Entity.Navigation(item.PathToNavigationProperty.FirstSegment.Identifier);
        if (navigation is null)
        {
            return;
        }

        writer.WritePropertyName(navigation.Name);
        var entity = ErpSchema.Get(navigation.TargetSet);
        if (navigation.Collection)
        {
            var page = new ListReader(database, int.MaxValue - 1).Read(new ErpTarget(entity, null, row, navigation), new ListQuery
            {
                Filter = item.FilterOption,
                OrderBy = item.OrderByOption,
                Top = item.TopOption,
                Skip = item.SkipOption,
                NewerSyntax = newerSyntax,
            }, asOf: null);
            writer.WriteStartArray();
            foreach (var child in page.Rows)
            {
                Write(child, item.SelectAndExpand);
            }

            writer.WriteEndArray();
        }
        else if (database[entity.Set].Single(navigation.Target, row[navigation.Source]) is { } related)
        {
            Write(related, item.SelectAndExpand);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private void WriteValue(object value)
    {
        switch (value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case decimal number:
                writer.WriteNumberValue(number / PlainOne);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case Guid id:
                writer.WriteStringValue(id);
                break;
            case DateOnly date:
                writer.WriteStringValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset instant:
                writer.WriteStringValue(instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture));
                break;
        }
    }
}
