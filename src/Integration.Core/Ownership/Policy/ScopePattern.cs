namespace ErpSync.Ownership;

/// <summary>An exact value, or a prefix written with a trailing <c>*</c>.</summary>
internal readonly record struct ScopePattern
{
    private readonly string _text;
    private readonly bool _isPrefix;

    public ScopePattern(string pattern)
    {
        _isPrefix = pattern.EndsWith('*');
        _text = _isPrefix ? pattern[..^1] : pattern;
    }

    /// <summary>A bare <c>*</c>: the same as not stating the dimension.</summary>
    public bool IsAnything => _isPrefix && _text.Length == 0;

    public bool Matches(string value) =>
        _isPrefix ? value.StartsWith(_text, StringComparison.Ordinal) : string.Equals(value, _text, StringComparison.Ordinal);

    /// <summary>Whether everything this matches is matched by the other too.</summary>
    public bool IsWithin(ScopePattern other) =>
        other._isPrefix ? _text.StartsWith(other._text, StringComparison.Ordinal) : !_isPrefix && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <summary>What both match; null when nothing. One of two patterns that meet always contains the other.</summary>
    public ScopePattern? Intersect(ScopePattern other) => IsWithin(other) ? this : other.IsWithin(this) ? other : null;
}
