using System.Security.Cryptography;
using System.Text;

namespace ErpSync.Adapters.BusinessCentral.Api;

/// <summary>Brings text into the form Business Central stores: codes in upper case and trimmed, nothing longer than its field.</summary>
internal static class BcText
{
    /// <summary>A code that identifies something; too long is a fault, never cut.</summary>
    public static string Code(string? value, int limit, string field)
    {
        var code = (value ?? "").Trim().ToUpperInvariant();
        return code.Length <= limit ? code : throw TooLong(field, code.Length, limit);
    }

    /// <summary>A text that must not be cut.</summary>
    public static string Exact(string? value, int limit, string field)
    {
        var text = (value ?? "").Trim();
        return text.Length <= limit ? text : throw TooLong(field, text.Length, limit);
    }

    /// <summary>A description or address line, cut on purpose where the field ends; a surrogate pair is never split.</summary>
    public static string Cut(string? value, int limit)
    {
        var text = (value ?? "").Trim();
        if (text.Length <= limit)
        {
            return text;
        }

        return text[..(char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit)].TrimEnd();
    }

    /// <summary>A code made of a shop id: the part behind the last slash, with the prefix; a longer one ends in a digest, so that it stays the same on every repetition.</summary>
    public static string Derived(string prefix, string id, int limit)
    {
        var slash = id.LastIndexOf('/');
        var code = (prefix + (slash >= 0 ? id[(slash + 1)..] : id)).Trim().ToUpperInvariant();
        if (code.Length <= limit)
        {
            return code;
        }

        var digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..12];
        return code[..(limit - digest.Length)] + digest;
    }

    private static BcException TooLong(string field, int length, int limit) => BcException.Of(
        Connectors.FaultKind.Invalid, "bc.too-long", $"{field} has {length} characters; Business Central stores at most {limit}.", $"Shorten {field} to {limit} characters.", field);
}
