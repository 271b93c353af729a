namespace ErpSync.Testing.Conformance;

/// <summary>A request as a <see cref="TransportLine"/> saw it.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Address">Absolute address.</param>
/// <param name="Body">Body as text; empty without one.</param>
/// <param name="Headers">Headers, those of the body included; repeated values joined by a comma.</param>
public sealed record LineRequest(string Method, Uri Address, string Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>What makes two requests the same one sent twice.</summary>
    public string Identity => $"{Method} {Address} {Body}";
}
