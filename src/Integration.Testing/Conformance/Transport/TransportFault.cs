using System.Net;

namespace ErpSync.Testing.Conformance;

/// <summary>One way in which the transport between a connector and its target goes wrong.</summary>
public abstract record TransportFault
{
    private TransportFault()
    {
    }

    /// <summary>The target never hears of the request; this is answered in its place: a throttle, a 5xx, a refusal, a proxy's page.</summary>
    /// <param name="Status">HTTP status.</param>
    /// <param name="Body">Body.</param>
    /// <param name="MediaType">Media type of the body. Default <c>application/json</c>.</param>
    public sealed record Answer(HttpStatusCode Status, string Body, string MediaType = "application/json") : TransportFault
    {
        /// <summary>Headers to answer with. Default none.</summary>
        public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The connection is refused: nothing was sent.</summary>
    public sealed record Refused : TransportFault;

    /// <summary>The secure connection cannot be made: nothing was sent.</summary>
    public sealed record TlsFailure : TransportFault;

    /// <summary>The connection is reset after the request left; the target did not carry it out.</summary>
    public sealed record Reset : TransportFault;

    /// <summary>The target carries the request out; its answer is lost.</summary>
    public sealed record LostAnswer : TransportFault;

    /// <summary>The target carries the request out; its answer never comes and nothing else happens.</summary>
    public sealed record Silence : TransportFault;

    /// <summary>The target carries the request out; half of its answer comes, then the connection ends.</summary>
    public sealed record CutBody : TransportFault;

    /// <summary>The answer comes after this time on the suite's clock.</summary>
    /// <param name="Delay">Time.</param>
    public sealed record Slow(TimeSpan Delay) : TransportFault;

    /// <summary>The request arrives twice; the second answer comes back.</summary>
    public sealed record Duplicate : TransportFault;

    /// <summary>The answer is altered on its way.</summary>
    /// <param name="Change">New body of an old one.</param>
    public sealed record Altered(Func<string, string> Change) : TransportFault;
}
