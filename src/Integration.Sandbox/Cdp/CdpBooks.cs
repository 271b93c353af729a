using System.Text.Json;

namespace ErpSync.Sandbox.Cdp;

/// <summary>What a sandbox CDP knows. Thread-safe.</summary>
internal sealed class CdpBooks(SandboxCdpOptions options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, JsonElement>> _profiles = new(StringComparer.Ordinal);
    private readonly List<CdpMessage> _messages = [];
    private int _repetitions;

    public int Repetitions
    {
        get
        {
            lock (_gate)
            {
                return _repetitions;
            }
        }
    }

    public IReadOnlyList<CdpMessage> Messages
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages];
            }
        }
    }

    public void Accept(IEnumerable<CdpMessage> messages)
    {
        var now = options.Clock.GetUtcNow();
        lock (_gate)
        {
            foreach (var message in messages)
            {
                if (_seen.TryGetValue(message.MessageId, out var at) && now - at < options.DeduplicationWindow)
                {
                    _repetitions++;
                    continue;
                }

                _seen[message.MessageId] = now;
                _messages.Add(message);
                if (message.UserId is { } user)
                {
                    Merge(user, message.Type == "identify" ? message.Body.GetProperty("traits").EnumerateObject().Select(static trait => (trait.Name, trait.Value)) : []);
                }
            }
        }
    }

    public void Set(string user, IEnumerable<(string Name, JsonElement Value)> traits)
    {
        lock (_gate)
        {
            Merge(user, traits);
        }
    }

    public void Forget(string user)
    {
        lock (_gate)
        {
            _profiles.Remove(user);
        }
    }

    public IReadOnlyDictionary<string, JsonElement>? Find(string user)
    {
        lock (_gate)
        {
            return _profiles.TryGetValue(user, out var traits) ? new Dictionary<string, JsonElement>(traits, StringComparer.Ordinal) : null;
        }
    }

    private void Merge(string user, IEnumerable<(string Name, JsonElement Value)> traits)
    {
        if (!_profiles.TryGetValue(user, out var known))
        {
            _profiles[user] = known = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        }

        foreach (var (name, value) in traits)
        {
            known[name] = value.Clone();
        }
    }
}
