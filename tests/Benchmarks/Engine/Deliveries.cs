using System.Globalization;
using System.Text;
using ErpSync.Connectors;
using ErpSync.Engine;

namespace Benchmarks.Engine;

/// <summary>Webhooks of one kilobyte, as a shop would send them: each is answered when its signal is durable.</summary>
internal static class Deliveries
{
    private const int InFlight = 512;

    private static readonly Dictionary<string, string> NoQuery = [];

    /// <summary>Delivers numbers one after another by many senders, each number to the subject that <paramref name="subjectOf"/> says.</summary>
    public static Task SendAsync(IWebhookIntake intake, int first, int count, Func<int, int> subjectOf) =>
        Parallel.ForAsync(0, InFlight, new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (sender, ct) =>
        {
            for (var number = first + sender; number < first + count; number += InFlight)
            {
                await SendAsync(intake, number, subjectOf(number), ct);
            }
        });

    public static async Task SendAsync(IWebhookIntake intake, int number, int subject, CancellationToken ct)
    {
        var body = new byte[1024];
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{subject} "), body);
        var headers = new Dictionary<string, string> { [NoOpConnector.DeliveryHeader] = number.ToString(CultureInfo.InvariantCulture) };
        var reply = await intake.ReceiveAsync(EngineHost.Connection, new WebhookDelivery(body, headers, NoQuery, TimeProvider.System.GetUtcNow()), ct);
        if (reply.StatusCode != 200)
        {
            throw new InvalidOperationException($"Delivery {number} was answered {reply.StatusCode}.");
        }
    }
}
