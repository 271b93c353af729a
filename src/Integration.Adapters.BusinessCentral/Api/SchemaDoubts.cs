using System.Collections.Concurrent;
using ErpSync.Connectors;

namespace ErpSync.Adapters.BusinessCentral.Api;

/// <summary>
/// The service sometimes misdescribes its own pages for a while and refuses what it understood before; that heals by itself. So a request is taken as one that the
/// service does not know only when it is refused again after a wait, without a success in between.
/// </summary>
internal sealed class SchemaDoubts(TimeProvider time)
{
    private const int Most = 1_000;
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _since = new(StringComparer.Ordinal);

    /// <summary>The refusal as it is to be taken now.</summary>
    public BcException Judge(BcException refusal, string request, BcQuery query)
    {
        if (refusal is not { Status: 400, Fault.Kind: FaultKind.SchemaChanged })
        {
            return refusal;
        }

        if (_since.Count >= Most)
        {
            _since.Clear();
        }

        var now = time.GetUtcNow();
        var since = _since.AddOrUpdate(Kind(request, query), now, (_, first) => now - first > Remembered ? now : first);
        return now - since >= Wait
            ? refusal
            : refusal.As(refusal.Fault with
            {
                Kind = FaultKind.Transient,
                RetryAfter = Wait,
                Hint = "Nothing to do yet: it is tried again in a minute. If the service still does not understand the request then, the work stops with a case.",
            });
    }

    public void Understood(string request, BcQuery query)
    {
        if (!_since.IsEmpty)
        {
            _since.TryRemove(Kind(request, query), out _);
        }
    }

    // What is filtered by differs from call to call; what the answer is to hold makes a request one that the service knows.
    private static string Kind(string request, BcQuery query) => $"{request} {query.Select} {query.Expand} {query.OrderBy}";
}
