namespace ErpSync.Testing.Conformance;

/// <summary>With which settings a fixture is asked to connect.</summary>
public enum ConnectionSettings
{
    /// <summary>Everything right.</summary>
    Valid,

    /// <summary>A secret the target does not accept.</summary>
    WrongSecret,

    /// <summary>A host that does not answer. The suite refuses every connection of the line; settings can be the valid ones.</summary>
    WrongHost,

    /// <summary>A company, shop or tenant that the target does not have or that is another one.</summary>
    WrongCompany,

    /// <summary>An account without a permission the connector needs.</summary>
    MissingPermission,
}
