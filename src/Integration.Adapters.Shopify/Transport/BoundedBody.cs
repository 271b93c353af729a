using System.Buffers;

namespace ErpSync.Adapters.Shopify.Transport;

/// <summary>Reads a body up to a limit.</summary>
internal static class BoundedBody
{
    /// <summary>The body, or null when it is longer than the limit.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int limit, CancellationToken ct)
    {
        if (content.Headers.ContentLength > limit)
        {
            return null;
        }

        await using var stream = await content.ReadAsStreamAsync(ct);
        var writer = new ArrayBufferWriter<byte>((int)Math.Min(content.Headers.ContentLength is > 0 and var length ? length : 16 * 1024, limit));
        while (true)
        {
            var read = await stream.ReadAsync(writer.GetMemory(8 * 1024), ct);
            if (read == 0)
            {
                return writer.WrittenMemory;
            }

            writer.Advance(read);
            if (writer.WrittenCount > limit)
            {
                return null;
            }
        }
    }
}
