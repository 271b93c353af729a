using Microsoft.Extensions.DependencyInjection;

namespace ErpSync;

/// <summary>Composes ErpSync in <c>services.AddErpSync(sync => …)</c>. <c>Add…</c> adds one more of a kind, <c>Use…</c> replaces the one.</summary>
public interface IErpSyncBuilder
{
    /// <summary>The host's services.</summary>
    IServiceCollection Services { get; }
}
