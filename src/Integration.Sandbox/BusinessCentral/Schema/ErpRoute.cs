namespace ErpSync.Sandbox.BusinessCentral.Schema;

/// <summary>The APIs that the sandbox serves, each under its own route.</summary>
internal enum ErpRoute
{
    /// <summary><c>api/v2.0</c>.</summary>
    Standard,

    /// <summary><c>api/erpsync/inventory/v1.0</c>, the page of a companion extension.</summary>
    Companion,

    /// <summary><c>api/microsoft/runtime/beta</c>.</summary>
    Runtime,
}
