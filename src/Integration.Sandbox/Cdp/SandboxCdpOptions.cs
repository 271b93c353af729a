namespace ErpSync.Sandbox.Cdp;

/// <summary>Set-up of a sandbox CDP.</summary>
public sealed record SandboxCdpOptions
{
    /// <summary>Port on loopback; 0, the default, takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Write key of its one source. Default <c>sandbox-write-key</c>.</summary>
    public string WriteKey { get; init; } = "sandbox-write-key";

    /// <summary>Id of its one space. Default <c>spa_sandbox</c>.</summary>
    public string SpaceId { get; init; } = "spa_sandbox";

    /// <summary>Access token of the profile API. Default <c>sandbox-profile-token</c>.</summary>
    public string ProfileToken { get; init; } = "sandbox-profile-token";

    /// <summary>Secret its webhooks are signed with. Default <c>sandbox-webhook-secret</c>.</summary>
    public string WebhookSecret { get; init; } = "sandbox-webhook-secret";

    /// <summary>How long a <c>messageId</c> is remembered. Default 24 hours.</summary>
    public TimeSpan DeduplicationWindow { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How often it misbehaves. Default never.</summary>
    public SandboxFaultOptions Faults { get; init; } = SandboxFaultOptions.None;

    /// <summary>Its clock. Default the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
