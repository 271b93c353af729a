using System.Globalization;
using System.Text;
using ErpSync.Connectors;

namespace ErpSync.Testing.Simulation.Systems;

/// <summary>What a simulated system tells by webhook: that a record changed.</summary>
internal static class Notice
{
    public static string Write(int number, string entity, string id) => string.Create(CultureInfo.InvariantCulture, $"d{number}|{entity}|{id}");

    public static WebhookVerdict Read(WebhookDelivery delivery)
    {
        var parts = Encoding.UTF8.GetString(delivery.Body.Span).Split('|');
        return new WebhookVerdict.Accepted(parts[0], [new ChangeSignal(parts[1], parts[2], delivery.ReceivedAt)]);
    }
}
