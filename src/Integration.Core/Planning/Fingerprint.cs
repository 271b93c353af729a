using System.Security.Cryptography;
using System.Text;

namespace ErpSync.Planning;

/// <summary>Recognises content without keeping it.</summary>
internal static class Fingerprint
{
    private const char Separator = '\u001F';

    /// <summary>First 16 hex digits of SHA-256 over the parts; absent and empty differ.</summary>
    public static string Of(params IEnumerable<string?> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(Separator, parts.Select(static part => part is null ? "-" : "+" + part)))), 0, 8);
}
