using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using ErpSync.Connectors;
using Microsoft.Extensions.Logging;

namespace ErpSync.Adapters.BusinessCentral.Api;

/// <summary>
/// Sends single requests: token, language, version tag, size limit, and a fault for everything that is not a success. It neither waits nor
/// repeats, with one exception: a refused token is renewed once, because such a request was surely not carried out.
/// </summary>
internal sealed class BcClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly BusinessCentralOptions _options;
    private readonly BcTokenSource _tokens;
    private readonly BcBudget _budget;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _places;
    private readonly SemaphoreSlim _companyGate = new(1, 1);
    private readonly Uri _apiRoot;
    private readonly Uri? _stockRoot;
    private string? _company;

    public BcClient(HttpClient http, BusinessCentralOptions options, BcTokenSource tokens, BcBudget budget, TimeProvider time, ILogger log)
    {
        _http = http;
        _options = options;
        _tokens = tokens;
        _budget = budget;
        _time = time;
        _log = log;
        Doubts = new SchemaDoubts(time);
        _places = new SemaphoreSlim(options.MaxConcurrentRequests);
        var root = options.BaseAddress.AbsoluteUri.TrimEnd('/');
        if (!root.EndsWith("/api/v2.0", StringComparison.OrdinalIgnoreCase))
        {
            root = $"{root}/v2.0/{Uri.EscapeDataString(options.TenantId ?? "")}/{Uri.EscapeDataString(options.Environment)}/api/v2.0";
        }

        _apiRoot = new Uri(root + "/");
        _stockRoot = options.StockPage is { } page ? new Uri($"{root[..^"v2.0".Length]}{page.Route}/") : null;
        _company = options.CompanyId is { } id ? id.ToString("D") : null;
    }

    /// <summary>Requests that were not understood lately.</summary>
    public SchemaDoubts Doubts { get; }

    public async Task<BcEntity> GetAsync(BcQuery query, CancellationToken ct) =>
        Entity(await SendAsync(HttpMethod.Get, await AddressAsync(query, ct).ConfigureAwait(false), query, null, null, ct).ConfigureAwait(false), write: false, query.Path);

    /// <summary>The record, or null when the service does not have it (any more).</summary>
    public async Task<BcEntity?> FindAsync(BcQuery query, CancellationToken ct)
    {
        try
        {
            return await GetAsync(query, ct).ConfigureAwait(false);
        }
        catch (BcException missing) when (missing.Status == 404 && missing.Fault.Kind == FaultKind.Conflict)
        {
            return null;
        }
    }

    public async IAsyncEnumerable<BcPage> PagesAsync(BcQuery query, int pageSize, [EnumeratorCancellation] CancellationToken ct)
    {
        var address = await AddressAsync(query, ct).ConfigureAwait(false);
        for (var page = 0; ; page++)
        {
            if (page >= _options.MaxPages)
            {
                throw BcException.Of(FaultKind.Invalid, "bc.too-many-pages", $"{query.Path} has more than {_options.MaxPages} pages of {pageSize}.", "Raise PageSize or MaxPages.");
            }

            var body = await SendAsync(HttpMethod.Get, address, query, null, null, ct, Paged(pageSize)).ConfigureAwait(false);
            if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("value", out var rows) || rows.ValueKind != JsonValueKind.Array
                || rows.EnumerateArray().Any(row => row.ValueKind != JsonValueKind.Object))
            {
                throw BcFaults.Unreadable(write: false, query.Path, "has no list of records");
            }

            var next = body.TryGetProperty("@odata.nextLink", out var link) && link.ValueKind == JsonValueKind.String ? link.GetString() : null;
            yield return new BcPage([.. rows.EnumerateArray().Select(row => new BcEntity(row))], next is null);
            if (next is null)
            {
                yield break;
            }

            if (!Uri.TryCreate(address, next, out var following))
            {
                throw BcFaults.Unreadable(write: false, query.Path, "continues at something that is no address");
            }

            address = following;
            if (address.Scheme != _apiRoot.Scheme || !address.Host.Equals(_apiRoot.Host, StringComparison.OrdinalIgnoreCase) || address.Port != _apiRoot.Port)
            {
                throw BcFaults.Unreadable(write: false, query.Path, "continues on another host");
            }
        }
    }

    public async Task<List<BcEntity>> ListAsync(BcQuery query, CancellationToken ct)
    {
        var all = new List<BcEntity>();
        await foreach (var page in PagesAsync(query, _options.PageSize, ct).ConfigureAwait(false))
        {
            all.AddRange(page.Rows);
        }

        return all;
    }

    public async Task<BcEntity> PostAsync(BcQuery query, JsonObject body, CancellationToken ct) =>
        Entity(await SendAsync(HttpMethod.Post, await AddressAsync(query, ct).ConfigureAwait(false), query, body, null, ct).ConfigureAwait(false), write: true, query.Path);

    public async Task ActAsync(BcQuery query, CancellationToken ct) =>
        await SendAsync(HttpMethod.Post, await AddressAsync(query, ct).ConfigureAwait(false), query, null, null, ct).ConfigureAwait(false);

    public async Task<BcEntity> PatchAsync(BcQuery query, string etag, JsonObject body, CancellationToken ct) =>
        Entity(await SendAsync(HttpMethod.Patch, await AddressAsync(query, ct).ConfigureAwait(false), query, body, Usable(etag, query.Path), ct).ConfigureAwait(false), write: true, query.Path);

    public async Task DeleteAsync(BcQuery query, string? etag, CancellationToken ct) =>
        await SendAsync(HttpMethod.Delete, await AddressAsync(query, ct).ConfigureAwait(false), query, null, Usable(etag, query.Path), ct).ConfigureAwait(false);

    /// <summary>What a list is asked to be paged by.</summary>
    public string PagePreference => Paged(_options.PageSize);

    /// <summary>Address of a reading below the API root, as the parts of a batch want it.</summary>
    public async ValueTask<string> RelativeAsync(BcQuery query, CancellationToken ct) =>
        (await AddressAsync(query, ct).ConfigureAwait(false)).AbsoluteUri[_apiRoot.AbsoluteUri.Length..];

    /// <summary>A batch of readings.</summary>
    public Task<JsonElement> BatchAsync(JsonObject body, string prefer, CancellationToken ct) =>
        SendAsync(HttpMethod.Post, new Uri(_apiRoot, "$batch"), BcQuery.Set("$batch"), body, null, ct, prefer, write: false);

    /// <summary>Id of the company, looked up by name once.</summary>
    public async Task<string> CompanyAsync(CancellationToken ct)
    {
        if (_company is { } known)
        {
            return known;
        }

        await _companyGate.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (_company is { } resolved)
            {
                return resolved;
            }

            var query = BcQuery.Set(BcSets.Companies) with { Scope = BcScope.Root, Filter = BcQuery.Eq(BcFields.Name, _options.CompanyName ?? "") };
            var found = await ListAsync(query, ct).ConfigureAwait(false);
            if (found.Count != 1)
            {
                throw BcException.Of(FaultKind.Unauthorized, "bc.company-not-found", $"The company '{_options.CompanyName}' is not among the companies of this environment.",
                    "Set CompanyName to the exact name, or CompanyId, and give the application access to the company.");
            }

            return _company = found[0].Id.ToString("D");
        }
        finally
        {
            _companyGate.Release();
        }
    }

    public void Dispose()
    {
        _tokens.Dispose();
        _places.Dispose();
        _companyGate.Dispose();
    }

    private async ValueTask<Uri> AddressAsync(BcQuery query, CancellationToken ct) => query.Scope switch
    {
        BcScope.Root => new Uri(_apiRoot, query.ToString()),
        BcScope.StockPage => new Uri(_stockRoot!, $"{BcSets.Companies}({await CompanyAsync(ct).ConfigureAwait(false)})/{query}"),
        _ => new Uri(_apiRoot, $"{BcSets.Companies}({await CompanyAsync(ct).ConfigureAwait(false)})/{query}"),
    };

    private async Task<JsonElement> SendAsync(HttpMethod method, Uri address, BcQuery query, JsonObject? body, string? etag, CancellationToken ct, string? prefer = null, bool? write = null)
    {
        var described = $"{method} {Describe(query.Path)}";
        await _places.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            string? refused = null, claims = null;
            while (true)
            {
                var token = await TokenAsync(refused, claims, ct).ConfigureAwait(false);
                using var request = BcRequest.Of(method, address, token, body, etag, prefer);
                (var answer, claims) = await ExchangeAsync(request, write ?? method != HttpMethod.Get, described, refused is null, ct).ConfigureAwait(false);
                if (answer is { } done)
                {
                    Doubts.Understood(described, query);
                    return done;
                }

                BcLog.TokenRefused(_log);
                refused = token;
            }
        }
        catch (BcException refusal)
        {
            throw Doubts.Judge(refusal, described, query);
        }
        finally
        {
            _places.Release();
        }
    }

    private static BcEntity Entity(JsonElement json, bool write, string described) =>
        json.ValueKind == JsonValueKind.Object ? new BcEntity(json) : throw BcFaults.Unreadable(write, described, "is empty");

    /// <summary>The service takes a token only as it gave it; one that came damaged is a fault of the answer, not of the request that would carry it.</summary>
    private static string? Usable(string? etag, string described) =>
        etag is null or "*" || (EntityTagHeaderValue.TryParse(etag, out var tag) && tag.IsWeak)
            ? etag
            : throw BcFaults.Unreadable(write: false, described, "holds an ETag that is none");

    private async ValueTask<string> TokenAsync(string? refused, string? claims, CancellationToken ct)
    {
        try
        {
            return await _tokens.GetAsync(refused, claims, ct).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is Azure.Identity.AuthenticationFailedException or Azure.RequestFailedException)
        {
            throw new BcException(new Fault(FaultKind.Unauthorized, "bc.no-token", "No token could be obtained for Business Central.")
            {
                Hint = "Check TenantId, ClientId, ClientSecret or the managed identity, and the admin consent of API.ReadWrite.All.",
            }, 0, "", unknown: false, failure);
        }
    }

    /// <summary>The answer; null when the token was refused and may be renewed, with what a new one needs.</summary>
    private async Task<(JsonElement? Answer, string? Claims)> ExchangeAsync(HttpRequestMessage request, bool write, string described, bool mayRenew, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(_options.RequestTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            _budget.Count();
            if (response.StatusCode == HttpStatusCode.Unauthorized && mayRenew)
            {
                return (null, BcClaims.Of(response));
            }

            var content = await ReadAsync(response, write, described, either.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                throw Failure(response, content, write, described, request.Headers.Authorization?.Parameter);
            }

            return (content.Length == 0 ? default : Parse(content, write, described), null);
        }
        catch (OperationCanceledException cancelled) when (!ct.IsCancellationRequested || write)
        {
            throw BcFaults.Timeout(write, described, cancelled);
        }
        catch (HttpRequestException unreachable) when (unreachable.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            throw BcFaults.NotReached(described, unreachable);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw BcFaults.Timeout(write, described, broken);
        }
    }

    private async Task<byte[]> ReadAsync(HttpResponseMessage response, bool write, string described, CancellationToken ct)
    {
        var limit = _options.MaxResponseBytes;
        if (response.Content.Headers.ContentLength > limit)
        {
            throw TooLarge(write && response.IsSuccessStatusCode, described, limit);
        }

        using var buffer = new MemoryStream();
        var stream = await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var chunk = new byte[16 * 1024];
            int read;
            while ((read = await stream.ReadAsync(chunk, ct).ConfigureAwait(false)) > 0)
            {
                if (buffer.Length + read > limit)
                {
                    throw TooLarge(write && response.IsSuccessStatusCode, described, limit);
                }

                buffer.Write(chunk, 0, read);
            }
        }

        return buffer.ToArray();
    }

    private static BcException TooLarge(bool unknown, string described, long limit) => new(
        new Fault(FaultKind.Invalid, "bc.response-too-large", $"The answer to {described} is larger than {limit} bytes.") { Hint = "Lower PageSize or raise MaxResponseBytes." },
        0, "", unknown);

    private static JsonElement Parse(byte[] content, bool write, string described)
    {
        try
        {
            using var document = RemoteJson.Parse(content);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw BcFaults.Unreadable(write, described, "is not a JSON object");
        }
        catch (JsonException malformed)
        {
            throw BcFaults.Unreadable(write, described, "is not JSON", malformed);
        }
    }

    private BcException Failure(HttpResponseMessage response, byte[] content, bool write, string described, string? token)
    {
        string code = "", message = "";
        try
        {
            using var document = RemoteJson.Parse(content);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object)
            {
                var entity = new BcEntity(error);
                code = entity.Text("code");
                message = entity.Text("message");
            }
        }
        catch (JsonException)
        {
            message = "the answer is not JSON.";
        }

        var status = (int)response.StatusCode;
        var requestId = Header(response, "x-ms-correlation-id") ?? Header(response, "request-id");
        BcLog.Refused(_log, described, status, code, requestId);
        foreach (var secret in new[] { token, _options.ClientSecret, _options.WebhookClientState }.Where(secret => !string.IsNullOrEmpty(secret)))
        {
            message = message.Replace(secret!, "(secret)", StringComparison.Ordinal);
        }

        return BcFaults.From(status, code, message, write, RetryAfter(response), requestId, described);
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > _time.GetUtcNow() ? date - _time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };

    private static string Paged(int size) => $"odata.maxpagesize={size.ToString(CultureInfo.InvariantCulture)}";

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static string Describe(string path)
    {
        var open = path.IndexOf('(', StringComparison.Ordinal);
        var close = path.IndexOf(')', StringComparison.Ordinal);
        return open < 0 || close < open ? path : string.Concat(path.AsSpan(0, open), path.AsSpan(close + 1));
    }
}
