using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using ErpSync.Sandbox.Shopify.State;

namespace ErpSync.Sandbox.Shopify.Webhooks;

/// <summary>
/// Sends webhooks as the real shop does: signed, at least once, in no promised order, repeated 8 times with growing pauses; a
/// subscription whose deliveries fail 8 times in a row is deleted without a word.
/// </summary>
internal sealed class WebhookSender : IAsyncDisposable
{
    private const int Repetitions = 8;
    private const int MaxFailuresInARow = 8;
    private const int MaxParallel = 16;

    private readonly SandboxShopOptions _options;
    private readonly FaultDice _dice;
    private readonly SandboxStatistics _statistics;
    private readonly ShopState _shop;
    private readonly HttpClient _http;
    private readonly SemaphoreSlim _slots = new(MaxParallel);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<long, SubscriptionState> _subscriptions = new();
    private readonly ConcurrentDictionary<long, Task> _deliveries = new();
    private long _number;

    public WebhookSender(ShopState shop, FaultDice dice, SandboxStatistics statistics)
    {
        _shop = shop;
        _options = shop.Options;
        _dice = dice;
        _statistics = statistics;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };
        shop.Sink = Send;
    }

    public IEnumerable<SubscriptionState> Subscriptions => _subscriptions.Values;

    /// <summary>Deliveries on their way, pauses before repetitions included.</summary>
    public int Pending => _deliveries.Count;

    public string Version => _options.Versions[^1];

    public void Add(SubscriptionState subscription) => _subscriptions[subscription.Id] = subscription;

    public SubscriptionState? Find(long id) => _subscriptions.GetValueOrDefault(id);

    public bool Remove(long id) => _subscriptions.TryRemove(id, out _);

    public void KeepOnly(string topic)
    {
        foreach (var subscription in _subscriptions.Values.Where(subscription => subscription.Topic != topic))
        {
            Remove(subscription.Id);
        }
    }

    public static string EnumOf(string topic) => topic.Replace('/', '_').ToUpperInvariant();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_deliveries.Values);
        _http.Dispose();
        _slots.Dispose();
        _stop.Dispose();
    }

    private void Send(ShopEvent change)
    {
        var topic = EnumOf(change.Topic);
        byte[]? body = null;
        string? eventId = null;
        foreach (var subscription in _subscriptions.Values)
        {
            if (subscription.Topic != topic || change.Body is null || _stop.IsCancellationRequested)
            {
                continue;
            }

            body ??= new WebhookBody(_shop).Of(change.Topic, change.Body);
            eventId ??= Identifier("event", Interlocked.Increment(ref _number));
            var number = Interlocked.Increment(ref _number);
            if (_dice.Happens(_dice.Options.WebhookDrop))
            {
                _statistics.CountFault();
                continue;
            }

            var delivery = new Delivery(number, subscription, change.Topic, body, Identifier("webhook", number), eventId, change.At);
            Start(delivery, HoldBack());
            if (_dice.Happens(_dice.Options.WebhookDuplicate))
            {
                _statistics.CountFault();
                Start(delivery with { Number = Interlocked.Increment(ref _number) }, TimeSpan.Zero);
            }
        }
    }

    private TimeSpan HoldBack()
    {
        if (_dice.Happens(_dice.Options.WebhookDelay))
        {
            _statistics.CountFault();
            return _options.WebhookDelay;
        }

        if (_dice.Happens(_dice.Options.WebhookReorder))
        {
            _statistics.CountFault();
            return _options.WebhookDelay / 4;
        }

        return TimeSpan.Zero;
    }

    private void Start(Delivery delivery, TimeSpan pause)
    {
        // Started outside the caller's lock; registered first so that waiting for all deliveries cannot miss one.
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _deliveries[delivery.Number] = DeliverAsync(delivery, pause, gate.Task);
        gate.SetResult();
    }

    private async Task DeliverAsync(Delivery delivery, TimeSpan pause, Task start)
    {
        await start;
        try
        {
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, _options.Clock, _stop.Token);
            }

            for (var repetition = 0; repetition <= Repetitions; repetition++)
            {
                if (repetition > 0)
                {
                    await Task.Delay(_options.WebhookRetryBase * (1 << (repetition - 1)), _options.Clock, _stop.Token);
                }

                if (!_subscriptions.ContainsKey(delivery.Subscription.Id))
                {
                    return;
                }

                if (await TryAsync(delivery))
                {
                    lock (delivery.Subscription)
                    {
                        delivery.Subscription.FailuresInARow = 0;
                    }

                    return;
                }

                lock (delivery.Subscription)
                {
                    if (++delivery.Subscription.FailuresInARow >= MaxFailuresInARow)
                    {
                        Remove(delivery.Subscription.Id);
                    }
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The shop is closing; what was not delivered is lost, as after an incident of the real one.
        }
        finally
        {
            _deliveries.TryRemove(delivery.Number, out _);
        }
    }

    private async Task<bool> TryAsync(Delivery delivery)
    {
        await _slots.WaitAsync(_stop.Token);
        try
        {
            _statistics.CountWebhook();
            using var timeout = new CancellationTokenSource(_options.WebhookTimeout, _options.Clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stop.Token);
            using var request = Request(delivery);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return response.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !_stop.IsCancellationRequested))
        {
            return false;
        }
        finally
        {
            _slots.Release();
        }
    }

    private HttpRequestMessage Request(Delivery delivery)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, delivery.Subscription.Uri) { Content = new ByteArrayContent(delivery.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var headers = request.Headers;
        headers.Add("X-Shopify-Topic", delivery.Topic);
        headers.Add("X-Shopify-Hmac-Sha256", Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(_options.ClientSecret), delivery.Body)));
        headers.Add("X-Shopify-Shop-Domain", _options.ShopDomain);
        headers.Add("X-Shopify-API-Version", Version);
        headers.Add("X-Shopify-Webhook-Id", delivery.WebhookId);
        headers.Add("X-Shopify-Event-Id", delivery.EventId);
        headers.Add("X-Shopify-Triggered-At", delivery.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
        if (delivery.Subscription.Name is { } name)
        {
            headers.Add("X-Shopify-Name", name);
        }

        return request;
    }

    /// <summary>An id in the form of a UUID, unique per shop domain, instance start and number.</summary>
    private string Identifier(string kind, long number) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{_options.ShopDomain}|{_shop.StartedAt.UtcTicks}|{kind}|{number}"))).AsSpan(0, 16)).ToString("D");

    private sealed record Delivery(
        long Number, SubscriptionState Subscription, string Topic, byte[] Body, string WebhookId, string EventId, DateTimeOffset At);
}
