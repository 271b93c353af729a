namespace ErpSync.Adapters.Cdp;

/// <summary>How an e-mail address is told, where it is told at all.</summary>
public enum EmailForm
{
    /// <summary>SHA-256 in lower-case hex of the trimmed, lower-case address. It recognises a person without naming one. Default.</summary>
    Sha256,

    /// <summary>As it is.</summary>
    Plain,
}
