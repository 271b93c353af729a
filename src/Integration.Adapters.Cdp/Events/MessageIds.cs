using System.Security.Cryptography;
using System.Text;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Cdp.Events;

/// <summary>The <c>messageId</c> by which the CDP drops repetitions: a digest of the idempotency key, so it is the same on every attempt and after a restart.</summary>
internal static class MessageIds
{
    public static string Of(IdempotencyKey key) => "erpsync-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.Value)), 0, 20);
}
