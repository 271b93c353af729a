using System.Text.Json;
using ErpSync.Sandbox.BusinessCentral.Http;
using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Webhooks;

/// <summary>Proves, on create and on renew, that a notification URL answers with the token it is sent.</summary>
internal sealed class Handshake(ErpDatabase database, HttpClient http, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <exception cref="ErpError">The endpoint did not answer 200 with the token in time.</exception>
    public async Task RequireAsync(ErpRequest request, CancellationToken cancellationToken)
    {
        if (Url(request) is not { } url)
        {
            throw ErpError.BadRequest("The \"notificationUrl\" must be an absolute http or https address.");
        }

        var token = database.Run(database.NewId).ToString();
        var address = new UriBuilder(url);
        address.Query = (address.Query.Length > 1 ? address.Query[1..] + "&" : "") + "validationToken=" + token;
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var content = new ByteArrayContent([]);
            using var answer = await http.PostAsync(address.Uri, content, either.Token);
            var echoed = await answer.Content.ReadAsStringAsync(either.Token);
            if ((int)answer.StatusCode == 200 && echoed.Trim().Trim('"') == token)
            {
                return;
            }
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        throw ErpError.BadRequest($"The notification endpoint '{url}' did not return the validation token.");
    }

    private Uri? Url(ErpRequest request)
    {
        var body = BodyReader.Parse(request.Body);
        var sent = body.TryGetProperty("notificationUrl", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (sent is null && request.Method == "PATCH")
        {
            var id = request.RelativeUrl.Split('\'') is [_, var key, ..] ? key : "";
            sent = database.Run(() => database["subscriptions"].Single("subscriptionId", id)?.Text("notificationUrl"))
                ?? throw ErpError.NotFound();
        }

        return Uri.TryCreate(sent, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) ? url : null;
    }
}
