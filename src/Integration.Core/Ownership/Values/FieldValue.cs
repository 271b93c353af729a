using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace ErpSync.Ownership;

/// <summary>
/// Value of one field. Two values are equal when their canonical texts are: <c>10</c> equals <c>10.00</c>, a set equals itself in any order.
/// Immutable and thread-safe.
/// </summary>
[JsonConverter(typeof(FieldValueJsonConverter))]
public sealed class FieldValue : IEquatable<FieldValue>
{
    private const char Separator = '\u001F';

    private FieldValue(FieldType? type, string canonical)
    {
        Type = type;
        Canonical = canonical;
    }

    /// <summary>No value. It equals itself only.</summary>
    public static FieldValue Null { get; } = new(null, "null");

    /// <summary>Kind of value; null for <see cref="Null"/>.</summary>
    public FieldType? Type { get; }

    /// <summary>Whether it is <see cref="Null"/>.</summary>
    public bool IsNull => Type is null;

    /// <summary>
    /// Canonical text: <c>null</c>, <c>t:</c> text, <c>d:</c> plain decimal without trailing zeros, <c>b:true</c>, <c>s:</c> distinct members sorted
    /// ordinally, <c>o:</c> <c>name=value</c> of the members that are not null, sorted; members joined with U+001F.
    /// </summary>
    public string Canonical { get; }

    /// <summary>First 16 hex digits of SHA-256 over the canonical text in UTF-8: enough to recognise a value without keeping it.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical)), 0, 8);

    /// <summary>The number of a decimal; null for every other value.</summary>
    public decimal? Number { get; private init; }

    /// <summary>Members of a set, sorted; empty for every other value.</summary>
    public ImmutableArray<string> Members { get; private init; } = [];

    /// <summary>Members of an object that are not null, sorted by name; empty for every other value.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Properties { get; private init; } = [];

    /// <summary>The text of a text value; null for every other value.</summary>
    public string? Text { get; private init; }

    /// <summary>The answer of a bool; null for every other value.</summary>
    public bool? Flag { get; private init; }

    /// <summary>A text, or <see cref="Null"/> for null.</summary>
    /// <param name="text">The text, kept unchanged.</param>
    public static FieldValue Of(string? text) => text is null ? Null : new(FieldType.Text, "t:" + text) { Text = text };

    /// <summary>A decimal, or <see cref="Null"/> for null.</summary>
    /// <param name="number">The number; its trailing zeros are dropped.</param>
    public static FieldValue Of(decimal? number) =>
        number is not { } value ? Null : new(FieldType.Decimal, "d:" + Plain(value)) { Number = value };

    /// <summary>A bool, or <see cref="Null"/> for null.</summary>
    /// <param name="flag">The answer.</param>
    public static FieldValue Of(bool? flag) =>
        flag is not { } value ? Null : new(FieldType.Bool, value ? "b:true" : "b:false") { Flag = value };

    /// <summary>A set of texts.</summary>
    /// <param name="members">Members in any order; repetitions are dropped.</param>
    public static FieldValue OfSet(IEnumerable<string> members)
    {
        ImmutableArray<string> sorted = [.. members.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new(FieldType.Set, "s:" + string.Join(Separator, sorted)) { Members = sorted };
    }

    /// <summary>A flat object.</summary>
    /// <param name="properties">Members in any order; those that are null are dropped.</param>
    public static FieldValue OfObject(IEnumerable<KeyValuePair<string, string?>> properties)
    {
        ImmutableArray<KeyValuePair<string, string>> sorted =
        [
            .. properties.Where(static pair => pair.Value is not null)
                .Select(static pair => KeyValuePair.Create(pair.Key, pair.Value!)).OrderBy(static pair => pair.Key, StringComparer.Ordinal),
        ];
        return new(FieldType.Object, "o:" + string.Join(Separator, sorted.Select(static pair => $"{pair.Key}={pair.Value}"))) { Properties = sorted };
    }

    /// <summary>Whether the values are the same.</summary>
    /// <param name="other">The other value.</param>
    public bool Equals(FieldValue? other) => other is not null && string.Equals(Canonical, other.Canonical, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FieldValue);

    /// <inheritdoc/>
    public override int GetHashCode() => Canonical.GetHashCode(StringComparison.Ordinal);

    /// <summary>The value as an operator reads it.</summary>
    public override string ToString() => Type switch
    {
        null => "(none)",
        FieldType.Set => string.Join(", ", Members),
        FieldType.Object => string.Join(", ", Properties.Select(static pair => $"{pair.Key}={pair.Value}")),
        _ => Canonical[2..],
    };

    private static string Plain(decimal value)
    {
        var text = value.ToString("0.############################", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }
}
