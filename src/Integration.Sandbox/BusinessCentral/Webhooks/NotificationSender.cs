using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Webhooks;

/// <summary>Delivers notifications, retries what may be retried, and deletes the subscriptions of a URL that gives any other answer.</summary>
internal sealed class NotificationSender(
    ErpDatabase database, HttpClient http, SandboxErpOptions options, FaultDice faults, SandboxStatistics statistics) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _running = [];
    private (string Url, byte[] Body)? _overtaken;

    /// <summary>Sends in the background; faults may drop, double, delay or reorder the message.</summary>
    public void Send(string url, byte[] body)
    {
        if (faults.Happens(faults.Options.WebhookDrop))
        {
            statistics.CountFault();
            return;
        }

        if (faults.Happens(faults.Options.WebhookReorder) && Hold(url, body))
        {
            statistics.CountFault();
            return;
        }

        var delay = faults.Happens(faults.Options.WebhookDelay) ? options.NotificationDelay : TimeSpan.Zero;
        var copies = faults.Happens(faults.Options.WebhookDuplicate) ? 2 : 1;
        if (delay > TimeSpan.Zero || copies > 1)
        {
            statistics.CountFault();
        }

        for (var copy = 0; copy < copies; copy++)
        {
            Start(url, body, delay);
        }

        if (Release() is { } held)
        {
            Start(held.Url, held.Body, TimeSpan.Zero);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Task[] running;
        lock (_gate)
        {
            running = [.. _running];
        }

        await Task.WhenAll(running);
        _stop.Dispose();
    }

    private bool Hold(string url, byte[] body)
    {
        lock (_gate)
        {
            if (_overtaken is not null)
            {
                return false;
            }

            _overtaken = (url, body);
        }

        // A message that nothing overtakes still has to arrive.
        Track(async () =>
        {
            await Task.Delay(options.NotificationDelay, options.Time, _stop.Token);
            if (Release() is { } held)
            {
                await DeliverAsync(held.Url, held.Body);
            }
        });
        return true;
    }

    private (string Url, byte[] Body)? Release()
    {
        lock (_gate)
        {
            var held = _overtaken;
            _overtaken = null;
            return held;
        }
    }

    private void Start(string url, byte[] body, TimeSpan delay) => Track(async () =>
    {
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, options.Time, _stop.Token);
        }

        await DeliverAsync(url, body);
    });

    private void Track(Func<Task> work)
    {
        var task = Task.Run(async () =>
        {
            try
            {
                await work();
            }
            catch (OperationCanceledException)
            {
                // The sandbox stops; what was not delivered is lost, as it may be with the real one.
            }
        });
        lock (_gate)
        {
            _running.Add(task);
        }

        _ = task.ContinueWith(
            done =>
            {
                lock (_gate)
                {
                    _running.Remove(done);
                }
            },
            TaskScheduler.Default);
    }

    private async Task DeliverAsync(string url, byte[] body)
    {
        for (var attempt = 0; ; attempt++)
        {
            statistics.CountWebhook();
            var status = await PostAsync(url, body);
            if (status is >= 200 and < 300)
            {
                return;
            }

            var retryable = status is 0 or 408 or 429 or >= 500;
            if (!retryable || attempt >= options.NotificationRetries.Count)
            {
                DeleteSubscriptions(url);
                return;
            }

            await Task.Delay(options.NotificationRetries[attempt], options.Time, _stop.Token);
        }
    }

    private async Task<int> PostAsync(string url, byte[] body)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new("application/json");
            var correlation = database.Run(database.NewId).ToString();
            request.Headers.Add("clientRequestId", correlation);
            request.Headers.Add("x-ms-correlation-id", correlation);
            using var answer = await http.SendAsync(request, _stop.Token);
            return (int)answer.StatusCode;
        }
        catch (Exception problem) when (problem is HttpRequestException || (problem is OperationCanceledException && !_stop.IsCancellationRequested))
        {
            return 0;
        }
    }

    private void DeleteSubscriptions(string url) => database.Run(() =>
    {
        foreach (var row in database["subscriptions"].Rows.Where(row => row.Text("notificationUrl") == url).ToList())
        {
            database.Delete(row);
        }
    });
}
