using System.Globalization;
using System.Text.Json;
using System.Xml;
using ErpSync.Sandbox.BusinessCentral.Query;
using ErpSync.Sandbox.BusinessCentral.Rules;
using ErpSync.Sandbox.BusinessCentral.Schema;
using ErpSync.Sandbox.BusinessCentral.Store;
using Microsoft.OData.Edm.Csdl;

namespace ErpSync.Sandbox.BusinessCentral.Http;

/// <summary>One API route: reads, writes and actions on its sets. Synchronous, because all state is in memory behind one gate.</summary>
internal sealed class ErpApi(ErpCompany company, ErpRoute route)
{
    private readonly UrlParser _urls = new(EdmModelFactory.Create(route));
    private readonly ErpDatabase _database = company.Database;
    private readonly ListReader _lists = new(company.Database, company.Options.MaxPageSize);
    private readonly EntityWrites _writes = new(company);
    private readonly TargetResolver _targets = new(company.Database);

    /// <summary>Answers one request; refusals come back as error answers.</summary>
    public ErpResponse Handle(ErpRequest request) => _database.Run(() =>
    {
        try
        {
            return _database.Run(() => Answer(request));
        }
        catch (ErpError error)
        {
            return ErrorTexts.Response(error, request.Header("Accept-Language"), _database.NewId());
        }
        catch (OverflowException)
        {
            return ErrorTexts.Response(
                new ErpError(400, "Application_EvaluateException", "The value is too large."), request.Header("Accept-Language"), _database.NewId());
        }
    });

    private ErpResponse Answer(ErpRequest request)
    {
        if (request.RelativeUrl.TrimStart('/').StartsWith("$metadata", StringComparison.Ordinal))
        {
            return Metadata();
        }

        var url = _urls.Parse(
            request.RelativeUrl, request.Header("Prefer"), named => CompanyNamed(named.Length > 0 ? named : request.Header("Company")));
        var target = _targets.Resolve(url.Path);
        return (request.Method, url.Action.Length > 0, target.Row) switch
        {
            ("GET", false, null) => List(request, url, target),
            ("GET", false, { } row) => Single(request, url, row, 200),
            ("POST", true, { } row) => Act(request, url, row),
            ("POST", false, null) => Single(request, url, _writes.Create(target, BodyReader.Parse(request.Body)), 201),
            ("PATCH", false, { } row) => Single(request, url, _writes.Change(row, BodyReader.Parse(request.Body), request.Header("If-Match")), 200),
            ("DELETE", false, { } row) => Delete(request, row),
            _ => throw ErpError.MethodNotAllowed(request.Method, target.Entity.Set, target.Row is null ? "Collection" : "Entity"),
        };
    }

    private Guid CompanyNamed(string name) =>
        _database["companies"].Rows.FirstOrDefault(row =>
            string.Equals(row.Text("name"), name, StringComparison.OrdinalIgnoreCase) || row.Id.ToString() == name)?.Id
        ?? throw ErpError.NoCompany();

    private ErpResponse List(ErpRequest request, ParsedUrl url, ErpTarget target)
    {
        var page = _lists.Read(target, url.Query, request.AsOf);
        if (target.CountOnly)
        {
            return new ErpResponse(200)
            {
                ContentType = "text/plain",
                Body = System.Text.Encoding.UTF8.GetBytes(page.Count!.Value.ToString(CultureInfo.InvariantCulture)),
            };
        }

        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            var writer = new EntityWriter(_database, json, url.Query.NewerSyntax);
            json.WriteStartObject();
            json.WriteString("@odata.context", $"{request.Root}/$metadata#{url.RelativePath}");
            if (url.Query.Count)
            {
                json.WriteNumber("@odata.count", page.Count ?? 0);
            }

            json.WriteStartArray("value");
            foreach (var row in page.Rows)
            {
                writer.Write(row, url.Query.SelectExpand);
            }

            json.WriteEndArray();
            if (page.Next is { } next)
            {
                json.WriteString("@odata.nextLink", NextLink(request, url, page, next));
            }

            json.WriteEndObject();
        }

        return new ErpResponse(200)
        {
            Body = stream.ToArray(),
            Headers = url.Query.PageSize is { } size
                ? new Dictionary<string, string> { ["Preference-Applied"] = $"odata.maxpagesize={size}" }
                : new Dictionary<string, string>(),
        };
    }

    private static string NextLink(ErpRequest request, ParsedUrl url, ErpPage page, Guid next)
    {
        var options = url.Options.Length > 0 ? url.Options + "&" : "";
        var top = page.RemainingTop is { } remaining ? $"&$top={remaining}" : "";
        return $"{request.Root}/{url.RelativePath}?{options}aid=FIN&$skiptoken={next}{top}";
    }

    private ErpResponse Single(ErpRequest request, ParsedUrl url, ErpRow row, int status)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            var context = $"{request.Root}/$metadata#{row.Entity.Set}/$entity";
            new EntityWriter(_database, json, url.Query.NewerSyntax).Write(row, url.Query.SelectExpand, context);
        }

        return new ErpResponse(status)
        {
            Body = stream.ToArray(),
            Headers = status == 201
                ? new Dictionary<string, string> { ["Location"] = Address(request, row) }
                : new Dictionary<string, string>(),
        };
    }

    private ErpResponse Delete(ErpRequest request, ErpRow row)
    {
        _writes.Delete(row, request.Header("If-Match"));
        return new ErpResponse(204);
    }

    private ErpResponse Act(ErpRequest request, ParsedUrl url, ErpRow row)
    {
        var entity = row.Entity.Set == "customerPaymentJournals" && url.RelativePath.Contains("/journals(", StringComparison.Ordinal)
            ? ErpSchema.Get("journals")
            : row.Entity;
        var action = entity.Actions.FirstOrDefault(known => string.Equals(known, url.Action, StringComparison.OrdinalIgnoreCase))
            ?? throw ErpError.NotImplemented($"Entity '{entity.Name}' does not support the bound action '{url.Action}'.");
        var made = _writes.Act(row, action, request.Header("If-Match"));
        return new ErpResponse(204)
        {
            Headers = made is { } record
                ? new Dictionary<string, string> { ["Location"] = $"{request.Root}/companies({CompanyId})/{record.Set}({record.Id})" }
                : new Dictionary<string, string>(),
        };
    }

    private string Address(ErpRequest request, ErpRow row) => row.Entity.Set == "subscriptions"
        ? $"{request.Root}/subscriptions('{row.Text("subscriptionId")}')"
        : $"{request.Root}/companies({CompanyId})/{row.Entity.Set}({row.Id})";

    private Guid CompanyId => _database["companies"].Rows.First().Id;

    private ErpResponse Metadata()
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { Indent = false }))
        {
            if (!CsdlWriter.TryWriteCsdl(_urls.Model, writer, CsdlTarget.OData, out var errors))
            {
                throw new InvalidOperationException("The model cannot be written: " + string.Join("; ", errors.Select(error => error.ErrorMessage)));
            }
        }

        return new ErpResponse(200) { Body = stream.ToArray(), ContentType = "application/xml" };
    }
}
