using System.Text.Json.Nodes;
using ErpSync.Adapters.BusinessCentral.Api;

namespace ErpSync.Adapters.BusinessCentral.Customers;

/// <summary>What new customers copy from the template customer. It is read again after a while, so that a changed template counts without a restart.</summary>
internal sealed class CustomerTemplate(BcClient client, BusinessCentralOptions options, TimeProvider time)
{
    private const int NumberLength = 20;
    private static readonly TimeSpan MostAge = TimeSpan.FromMinutes(15);
    private static readonly string[] Ids = [BcFields.TaxAreaId, BcFields.PaymentTermsId, BcFields.PaymentMethodId, BcFields.ShipmentMethodId, BcFields.CurrencyId];
    private volatile Reading? _known;

    public async Task<JsonObject> FieldsAsync(CancellationToken ct) =>
        _known is { } known && time.GetUtcNow() - known.At < MostAge ? known.Fields : await ReadAsync(ct).ConfigureAwait(false);

    /// <summary>Whether the template says something else now than what was copied.</summary>
    public async Task<bool> DiffersAsync(JsonObject copied, CancellationToken ct)
    {
        _known = null;
        return !JsonNode.DeepEquals(copied, await ReadAsync(ct).ConfigureAwait(false));
    }

    private async Task<JsonObject> ReadAsync(CancellationToken ct)
    {
        var fields = new JsonObject();
        if (options.CustomerTemplateNumber is not { Length: > 0 } number)
        {
            return fields;
        }

        var query = BcQuery.Set(BcSets.Customers) with { Filter = BcQuery.Eq(BcFields.Number, BcText.Code(number, NumberLength, nameof(options.CustomerTemplateNumber))) };
        var rows = await client.ListAsync(query, ct).ConfigureAwait(false);
        if (rows.Count == 0)
        {
            throw MissingCustomer.Template(number);
        }

        foreach (var field in Ids)
        {
            if (rows[0].Guid(field) is var id && id != Guid.Empty)
            {
                fields[field] = id.ToString("D");
            }
        }

        if (rows[0].Flag(BcFields.TaxLiable))
        {
            fields[BcFields.TaxLiable] = true;
        }

        _known = new Reading(fields, time.GetUtcNow());
        return fields;
    }

    private sealed record Reading(JsonObject Fields, DateTimeOffset At);
}
