namespace ErpSync.Testing.Conformance;

/// <summary>
/// The line between one connector and its target: it keeps what was sent and misbehaves when told to. A fixture puts it between the connector's
/// <see cref="HttpClient"/> and the handler that reaches the target: <c>new HttpClient(line.Over(new SocketsHttpHandler()))</c>. Thread-safe.
/// </summary>
/// <param name="time">Clock of <see cref="TransportFault.Slow"/>.</param>
public sealed class TransportLine(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly List<Injection> _injections = [];
    private readonly List<LineRequest> _requests = [];
    private TaskCompletionSource _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Requests seen so far, in order.</summary>
    public IReadOnlyList<LineRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>A handler with this line in front of another one.</summary>
    /// <param name="target">Handler that reaches the target.</param>
    public HttpMessageHandler Over(HttpMessageHandler target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new LineHandler(this, time, target);
    }

    /// <summary>Lets requests go wrong.</summary>
    /// <param name="fault">How.</param>
    /// <param name="on">Which requests count; null for all.</param>
    /// <param name="skip">How many of them pass first. Default 0.</param>
    /// <param name="times">How many of them go wrong. Default 1.</param>
    public void Inject(TransportFault fault, Func<LineRequest, bool>? on = null, int skip = 0, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_lock)
        {
            _injections.Add(new Injection(fault, on ?? (_ => true), skip, times));
        }
    }

    /// <summary>Lets every request pass again.</summary>
    public void Heal()
    {
        lock (_lock)
        {
            _injections.Clear();
        }
    }

    /// <summary>Completes when the next request was seen.</summary>
    public Task NextRequestAsync()
    {
        lock (_lock)
        {
            return _arrival.Task;
        }
    }

    internal TransportFault? Note(LineRequest request)
    {
        TaskCompletionSource arrived;
        TransportFault? fault;
        lock (_lock)
        {
            _requests.Add(request);
            fault = _injections.Select(injection => injection.Takes(request) ? injection.Fault : null).ToList().Find(taken => taken is not null);
            arrived = _arrival;
            _arrival = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        arrived.SetResult();
        return fault;
    }
}
