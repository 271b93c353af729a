using Microsoft.Extensions.Options;

namespace ErpSync.Adapters.Cdp;

/// <summary>Makes connectors of checked options.</summary>
public static class CdpConnectorFactory
{
    /// <summary>Makes a connector outside a host, for example for tests.</summary>
    /// <param name="id">Connection id.</param>
    /// <param name="options">Options; not changed afterwards.</param>
    /// <param name="http">Client; stays the caller's.</param>
    /// <param name="time">Clock.</param>
    /// <exception cref="OptionsValidationException">The options are not acceptable; names all problems.</exception>
    public static CdpConnector Create(string id, CdpOptions options, HttpClient http, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        var result = new CdpOptionsValidator().Validate(id, options);
        return result.Failed ? throw new OptionsValidationException(id, typeof(CdpOptions), result.Failures) : new CdpConnector(id, options, http, time);
    }
}
