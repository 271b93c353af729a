namespace ErpSync.Engine;

/// <summary>
/// Tells refused credentials from a permission that is missing for one part of a connection. The first refusal closes the connection until its check has spoken. What is
/// refused again although the check was well lacks a permission: that part rests alone and is tried from time to time, and the rest of the connection works on.
/// Not thread-safe.
/// </summary>
/// <param name="rest">How long a part rests before it is tried again.</param>
internal sealed class RefusedParts(TimeSpan rest)
{
    /// <summary>So many rests after a check was well, a refusal asks for a new check.</summary>
    private const int Trusted = 20;

    private readonly Dictionary<string, State> _parts = new(StringComparer.Ordinal);

    /// <summary>A call for the part was refused.</summary>
    public Refusal Refuse(string part, DateTimeOffset now)
    {
        if (!_parts.TryGetValue(part, out var state))
        {
            _parts[part] = state = new State();
        }

        if (now - state.CheckedAt > rest * Trusted)
        {
            state.IsAccused = true;
            return Refusal.Connection;
        }

        state.CheckedAt = now;
        if (state.HasServed)
        {
            state.HasServed = false;
            return Refusal.Record;
        }

        state.RestsUntil = now + rest;
        return Refusal.Part;
    }

    /// <summary>The check of the connection was well: whatever closed it, it was not the credentials.</summary>
    public void Acquit(DateTimeOffset now)
    {
        foreach (var state in _parts.Values)
        {
            if (state.IsAccused)
            {
                (state.IsAccused, state.HasServed, state.CheckedAt) = (false, false, now);
            }
        }
    }

    /// <summary>A call for the part was not refused.</summary>
    public void Serve(string part)
    {
        if (_parts.TryGetValue(part, out var state))
        {
            (state.HasServed, state.RestsUntil) = (true, DateTimeOffset.MinValue);
        }
    }

    /// <summary>Until when no call for the part goes out.</summary>
    public DateTimeOffset RestsUntil(string part) => _parts.TryGetValue(part, out var state) ? state.RestsUntil : DateTimeOffset.MinValue;

    private sealed class State
    {
        public DateTimeOffset CheckedAt { get; set; } = DateTimeOffset.MinValue;

        public DateTimeOffset RestsUntil { get; set; } = DateTimeOffset.MinValue;

        public bool IsAccused { get; set; }

        public bool HasServed { get; set; }
    }
}
