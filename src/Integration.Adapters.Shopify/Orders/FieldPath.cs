using System.Runtime.CompilerServices;

namespace ErpSync.Adapters.Shopify.Orders;

/// <summary>The path of a canonical field as the parts of an interpolated text, put together only when a fault names it: every field has one, hardly any is wrong.</summary>
[InterpolatedStringHandler]
internal struct FieldPath
{
    private string? _first;
    private string? _second;
    private string? _third;
    private string? _fourth;
    private string? _fifth;

    /// <summary>The shape that the compiler calls.</summary>
    /// <param name="literalLength">Characters in literal parts; not needed.</param>
    /// <param name="formattedCount">Number of other parts; not needed.</param>
    public FieldPath(int literalLength, int formattedCount)
    {
        _ = literalLength;
        _ = formattedCount;
    }

    public static implicit operator FieldPath(string path)
    {
        var result = default(FieldPath);
        result.AppendLiteral(path);
        return result;
    }

    public void AppendLiteral(string value)
    {
        if (_first is null)
        {
            _first = value;
        }
        else if (_second is null)
        {
            _second = value;
        }
        else if (_third is null)
        {
            _third = value;
        }
        else if (_fourth is null)
        {
            _fourth = value;
        }
        else
        {
            _fifth += value;
        }
    }

    public void AppendFormatted(string value) => AppendLiteral(value);

    public override readonly string ToString() => string.Concat(string.Concat(_first, _second, _third), _fourth, _fifth);
}
