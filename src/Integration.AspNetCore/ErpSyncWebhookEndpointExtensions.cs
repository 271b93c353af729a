using ErpSync.AspNetCore;
using ErpSync.Engine;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the endpoints through which systems notify ErpSync.</summary>
public static class ErpSyncWebhookEndpointExtensions
{
    /// <summary>
    /// Maps <c>POST {prefix}/{connection}</c>. The raw body is read up to the engine's <see cref="EngineOptions.MaxWebhookBytes"/> (longer: 413), handed to the
    /// connection's adapter, and answered with success only once its signals are durable (503 while the store refuses, so that the sender repeats it). Authentication is the adapter's: leave the endpoint anonymous.
    /// </summary>
    /// <param name="endpoints">The host's endpoints.</param>
    /// <param name="prefix">Path, for example <c>/hooks</c>. The same that <see cref="EngineOptions.WebhookBaseAddress"/> ends with.</param>
    public static IEndpointConventionBuilder MapErpSyncWebhooks(this IEndpointRouteBuilder endpoints, string prefix)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        var time = endpoints.ServiceProvider.GetRequiredService<TimeProvider>();
        var intake = endpoints.ServiceProvider.GetRequiredService<IWebhookIntake>();
        var endpoint = new WebhookEndpoint(intake, time, endpoints.ServiceProvider.GetRequiredService<ILogger<WebhookEndpoint>>());
        return endpoints.MapPost($"{prefix.TrimEnd('/')}/{{connection}}", (RequestDelegate)endpoint.HandleAsync).DisableAntiforgery();
    }
}
