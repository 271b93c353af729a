namespace ErpSync.Adapters.Cdp.Transport;

/// <summary>Reads a body up to a limit.</summary>
internal static class BoundedBody
{
    private const int Chunk = 8 * 1024;

    /// <summary>The body, or null when it is longer than the limit.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int limit, CancellationToken ct)
    {
        if (content.Headers.ContentLength > limit)
        {
            return null;
        }

        var body = new System.Buffers.ArrayBufferWriter<byte>(Chunk);
        await using var stream = await content.ReadAsStreamAsync(ct);
        while (await stream.ReadAsync(body.GetMemory(Chunk), ct) is > 0 and var read)
        {
            body.Advance(read);
            if (body.WrittenCount > limit)
            {
                return null;
            }
        }

        return body.WrittenMemory;
    }
}
