using System.Net;

namespace ErpSync.Adapters.Cdp.Transport;

/// <summary>An answer with its body.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">Body.</param>
/// <param name="RequestId">The system's id of the request, or null.</param>
internal sealed record CdpAnswer(HttpStatusCode Status, ReadOnlyMemory<byte> Body, string? RequestId);
