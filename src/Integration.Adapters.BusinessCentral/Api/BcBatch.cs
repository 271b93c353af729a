using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ErpSync.Connectors;

namespace ErpSync.Adapters.BusinessCentral.Api;

/// <summary>
/// Several lists in one request (<c>$batch</c>): the parts run one after the other, and each has its own outcome. Only readings go this way. A batch of writes that
/// fails half-way, or whose answer is lost, leaves more to find out than the saved requests are worth.
/// </summary>
internal sealed class BcBatch(BcClient client)
{
    /// <summary>Operations of one batch, as the service allows.</summary>
    public const int MaxParts = 100;

    private const string GoOn = "odata.continue-on-error";

    /// <summary>Reads lists in the order given. A part that fails throws when its result is asked for, and only then.</summary>
    /// <param name="queries">What to read, each of the company.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<IReadOnlyList<BcBatchPart>> ReadAsync(IReadOnlyList<BcQuery> queries, CancellationToken ct)
    {
        var parts = new List<BcBatchPart>(queries.Count);
        foreach (var chunk in queries.Chunk(MaxParts))
        {
            if (chunk.Length == 1)
            {
                parts.Add(await AloneAsync(chunk[0], ct).ConfigureAwait(false));
            }
            else
            {
                parts.AddRange(await TogetherAsync(chunk, ct).ConfigureAwait(false));
            }
        }

        return parts;
    }

    private async Task<BcBatchPart> AloneAsync(BcQuery query, CancellationToken ct)
    {
        try
        {
            return new BcBatchPart(await client.ListAsync(query, ct).ConfigureAwait(false), null);
        }
        catch (BcException failure)
        {
            return new BcBatchPart([], failure);
        }
    }

    private async Task<IEnumerable<BcBatchPart>> TogetherAsync(BcQuery[] queries, CancellationToken ct)
    {
        var requests = new JsonArray();
        for (var index = 0; index < queries.Length; index++)
        {
            requests.Add((JsonNode)new JsonObject
            {
                ["id"] = index.ToString(CultureInfo.InvariantCulture),
                ["method"] = "GET",
                ["url"] = await client.RelativeAsync(queries[index], ct).ConfigureAwait(false),
                ["headers"] = new JsonObject { ["Accept"] = "application/json", ["Prefer"] = client.PagePreference },
            });
        }

        var answer = await client.BatchAsync(new JsonObject { ["requests"] = requests }, GoOn, ct).ConfigureAwait(false);
        if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("responses", out var responses) || responses.ValueKind != JsonValueKind.Array)
        {
            throw BcFaults.Unreadable(write: false, "POST $batch", "has no list of responses");
        }

        var byId = responses.EnumerateArray().Where(response => response.ValueKind == JsonValueKind.Object).Select(response => new BcEntity(response)).GroupBy(response => response.Text("id"), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var parts = new List<BcBatchPart>(queries.Length);
        for (var index = 0; index < queries.Length; index++)
        {
            parts.Add(byId.TryGetValue(index.ToString(CultureInfo.InvariantCulture), out var response)
                ? await PartAsync(queries[index], response, ct).ConfigureAwait(false)
                : new BcBatchPart([], Unanswered(queries[index])));
        }

        return parts;
    }

    private async Task<BcBatchPart> PartAsync(BcQuery query, BcEntity response, CancellationToken ct)
    {
        var body = response.Json.TryGetProperty("body", out var content) && content.ValueKind == JsonValueKind.Object ? content : default;
        var described = $"GET {query.Path} in $batch";
        var status = response.Integer("status");
        if (status is < 100 or > 599)
        {
            return new BcBatchPart([], BcFaults.Unreadable(write: false, described, "has no HTTP status"));
        }

        if (status is < 200 or > 299)
        {
            var error = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("error", out var stated) && stated.ValueKind == JsonValueKind.Object ? new BcEntity(stated) : default;
            var named = error.Json.ValueKind == JsonValueKind.Object;
            var refusal = BcFaults.From(status, named ? error.Text("code") : "", named ? error.Text("message") : "", write: false, null, null, described);
            return new BcBatchPart([], client.Doubts.Judge(refusal, described, query));
        }

        client.Doubts.Understood(described, query);

        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("value", out var rows) || rows.ValueKind != JsonValueKind.Array
            || rows.EnumerateArray().Any(row => row.ValueKind != JsonValueKind.Object))
        {
            return new BcBatchPart([], BcFaults.Unreadable(write: false, described, "has no list of records"));
        }

        // More than a page is read on its own, from the beginning: the link of a part belongs to the batch's session.
        return body.TryGetProperty("@odata.nextLink", out _)
            ? await AloneAsync(query, ct).ConfigureAwait(false)
            : new BcBatchPart([.. rows.EnumerateArray().Select(row => new BcEntity(row))], null);
    }

    private static BcException Unanswered(BcQuery query) => BcException.Of(
        FaultKind.Transient, "bc.batch-incomplete", $"The batch was answered without its part {query.Path}.", "Nothing to do: it is read again.");
}
