namespace Quickstart;

/// <summary>Where both sandboxes are and how to get in; enough for a host in a process of its own.</summary>
internal sealed record SandboxPlace
{
    public required Uri ShopAddress { get; init; }

    public required string ShopDomain { get; init; }

    public required string ShopClientId { get; init; }

    public required string ShopClientSecret { get; init; }

    /// <summary>The shop's only location; the ERP's stock is one pool.</summary>
    public required string ShopLocation { get; init; }

    public required Uri ErpAddress { get; init; }

    public required string ErpTenant { get; init; }

    public required string ErpEnvironment { get; init; }

    public required Guid ErpCompany { get; init; }

    public required string ErpToken { get; init; }

    /// <summary>Whether payments are booked. Not for imported orders: they were paid by gateways of other shops, for which no journal is set up.</summary>
    public bool BookPayments { get; init; } = true;

    /// <summary>Folder that a warehouse exchanges files in; null where the ERP's own people ship.</summary>
    public string? Exchange { get; init; }

    /// <summary>Where the CDP takes events; null without one.</summary>
    public Uri? CdpAddress { get; init; }

    /// <summary>Write key of the CDP.</summary>
    public string CdpWriteKey { get; init; } = "";

    /// <summary>Port the host listens on for webhooks.</summary>
    public required int HostPort { get; init; }
}
