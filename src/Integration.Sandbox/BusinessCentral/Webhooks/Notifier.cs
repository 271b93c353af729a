using System.Globalization;
using System.Text.Json;
using ErpSync.Sandbox.BusinessCentral.Rules;
using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Webhooks;

/// <summary>
/// Collects changes for one window after the first of them and hands each notification URL one message. Echoes every writer's own changes.
/// </summary>
internal sealed class Notifier : IDisposable
{
    private readonly ErpCompany _company;
    private readonly NotificationSender _sender;
    private readonly Dictionary<Guid, PendingChange> _pending = [];
    private readonly ITimer _timer;
    private bool _armed;

    public Notifier(ErpCompany company, NotificationSender sender)
    {
        _company = company;
        _sender = sender;
        _timer = company.Database.Time.CreateTimer(_ => Flush(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        company.Database.Committed = Collect;
    }

    public void Dispose() => _timer.Dispose();

    // Runs inside the gate of the database.
    private void Collect(IReadOnlyList<ErpChange> changes)
    {
        if (_company.Database["subscriptions"].Count == 0)
        {
            return;
        }

        foreach (var change in changes)
        {
            var set = change.Table.Entity.Set;
            if (!SubscriptionRules.Supported.Contains(set, StringComparer.Ordinal) || change.Before?.Version == change.After?.Version)
            {
                continue;
            }

            var type = change.After is null ? "deleted" : change.Before is null ? "created" : "updated";
            _pending[change.Id] = _pending.TryGetValue(change.Id, out var earlier) && earlier.ChangeType == "created" && type == "updated"
                ? earlier with { At = change.At }
                : new PendingChange(set, change.Id, type, change.At);
        }

        if (_pending.Count > 0 && !_armed)
        {
            _armed = true;
            _timer.Change(_company.Options.NotificationWindow, Timeout.InfiniteTimeSpan);
        }
    }

    private void Flush()
    {
        var messages = _company.Database.Run(() =>
        {
            _armed = false;
            var changes = _pending.Values.ToList();
            _pending.Clear();
            var now = _company.Database.Now;
            foreach (var expired in _company.Database["subscriptions"].Rows.Where(row => row.Instant("expirationDateTime") <= now).ToList())
            {
                _company.Database.Delete(expired);
            }

            return _company.Database["subscriptions"].Rows.GroupBy(row => row.Text("notificationUrl"))
                .Select(group => (Url: group.Key, Body: Message([.. group], changes)))
                .Where(message => message.Body.Length > 0)
                .ToList();
        });
        foreach (var (url, body) in messages)
        {
            _sender.Send(url, body);
        }
    }

    private byte[] Message(IReadOnlyList<ErpRow> subscriptions, List<PendingChange> changes)
    {
        using var stream = new MemoryStream();
        var any = false;
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("value");
            foreach (var subscription in subscriptions)
            {
                var set = SubscriptionRules.SetOf(subscription.Text("resource"));
                var own = changes.Where(change => change.Set == set).OrderBy(change => change.At).ToList();
                any |= own.Count > 0;
                var resource = subscription.Text("resource").TrimStart('/');
                if (own.Count > _company.Options.CollectionThreshold)
                {
                    var first = own[0].At.AddMilliseconds(-50).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
                    var filter = own.Exists(change => change.ChangeType == "deleted")
                        ? ""
                        : "?$filter=lastModifiedDateTime%20gt%20" + first;
                    Entry(writer, subscription, resource + filter, "collection", own[^1].At);
                    continue;
                }

                foreach (var change in own)
                {
                    Entry(writer, subscription, $"{resource}({change.Id})", change.ChangeType, change.At);
                }
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return any ? stream.ToArray() : [];
    }

    private static void Entry(Utf8JsonWriter writer, ErpRow subscription, string resource, string changeType, DateTimeOffset at)
    {
        writer.WriteStartObject();
        writer.WriteString("subscriptionId", subscription.Text("subscriptionId"));
        writer.WriteString("clientState", subscription.Text("clientState"));
        writer.WriteString("expirationDateTime", subscription.Instant("expirationDateTime").UtcDateTime);
        writer.WriteString("resource", resource);
        writer.WriteString("changeType", changeType);
        writer.WriteString("lastModifiedDateTime", at.UtcDateTime);
        writer.WriteEndObject();
    }
}
