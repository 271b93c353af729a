namespace ErpSync.Testing.Conformance;

/// <summary>A fault waiting for its request.</summary>
internal sealed class Injection(TransportFault fault, Func<LineRequest, bool> on, int skip, int times)
{
    private int _seen;

    public TransportFault Fault { get; } = fault;

    public bool Takes(LineRequest request)
    {
        if (!on(request))
        {
            return false;
        }

        var number = _seen++;
        return number >= skip && number < (long)skip + times;
    }
}
