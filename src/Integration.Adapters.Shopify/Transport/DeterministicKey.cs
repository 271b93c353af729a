using System.Security.Cryptography;
using System.Text;

namespace ErpSync.Adapters.Shopify.Transport;

/// <summary>Keys for <c>@idempotent</c>: a UUID (version 8, RFC 9562) made of a SHA-256 of everything that makes the call what it is.</summary>
internal static class DeterministicKey
{
    public static string From(string content)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 16).ToArray();
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true).ToString("D");
    }
}
