using System.Text.Json;
using ErpSync.Sandbox.Shopify.Graph;
using GraphQL;

namespace ErpSync.Sandbox.Shopify.Operations;

/// <summary>Remembers mutations by the key of their <c>@idempotent</c> directive for 24 hours, with a fingerprint of the arguments.</summary>
internal sealed class IdempotencyMemory(TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Runs a mutation once per key. A repetition gets the first answer; the same key with other arguments is refused.</summary>
    public object? Run(IResolveFieldContext context, string payloadType, string errorType, Func<object?> run)
    {
        var mutation = context.FieldDefinition.Name;
        var key = context.GetDirective("idempotent")?.GetArgument<string?>("key")
            ?? throw ShopError.BadRequest("The @idempotent directive is required for this mutation but was not provided.");
        if (string.IsNullOrWhiteSpace(key))
        {
            throw ShopError.BadRequest("The key of the @idempotent directive must not be blank.");
        }

        var fingerprint = mutation + JsonSerializer.Serialize(context.Arguments?.ToDictionary(argument => argument.Key, argument => argument.Value.Value));
        Entry entry;
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (_entries.TryGetValue(key, out var known) && now - known.At < Life)
            {
                return known.Fingerprint != fingerprint
                    ? Refused("IDEMPOTENCY_KEY_PARAMETER_MISMATCH", "The idempotency key was used with other arguments before.")
                    : known.Done ? known.Answer
                    : Refused("IDEMPOTENCY_CONCURRENT_REQUEST", "A request with the same idempotency key is in progress.");
            }

            entry = new Entry(fingerprint, now);
            _entries[key] = entry;
        }

        try
        {
            entry.Answer = run();
            entry.Done = true;
            return entry.Answer;
        }
        catch
        {
            lock (_gate)
            {
                _entries.Remove(key);
            }

            throw;
        }

        object Refused(string code, string message) => Payload.Error(payloadType, errorType, code, message);
    }

    private sealed class Entry(string fingerprint, DateTimeOffset at)
    {
        public string Fingerprint { get; } = fingerprint;

        public DateTimeOffset At { get; } = at;

        public object? Answer { get; set; }

        public volatile bool Done;
    }
}
