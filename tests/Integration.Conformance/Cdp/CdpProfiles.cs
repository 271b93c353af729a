using System.Globalization;
using System.Text.Json;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.Cdp;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.Cdp;

internal sealed class CdpProfiles(SandboxCdp box, TimeProvider time) : SourceFixture<CustomerProfile>(ConformanceReports.Json<CustomerProfile>())
{
    private int _count;

    public override string Entity => EntityNames.CustomerProfile;

    public override string MissingId => "nobody";

    public override IReadOnlyList<string> RequiredMembers => ["traits"];

    public override async ValueTask<string> AddAsync(CancellationToken ct) => await AddAsync("gold", ct);

    public override async ValueTask<bool> ChangeAsync(string id, CancellationToken ct)
    {
        await SetAsync(id, "silver", ct);
        return true;
    }

    public override ValueTask<bool> DeleteAsync(string id, CancellationToken ct)
    {
        box.Forget(id);
        return new(true);
    }

    public override async ValueTask<string?> AddWithTextAsync(string text, CancellationToken ct) => await AddAsync(text, ct);

    protected override string? TextOf(CustomerProfile record) => record.Relationship["tier"];

    private async ValueTask<string> AddAsync(string tier, CancellationToken ct)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"C{++_count:D5}");
        await SetAsync(id, tier, ct);
        return id;
    }

    private Task SetAsync(string id, string tier, CancellationToken ct) => box.SetTraitsAsync(
        id,
        JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["marketing_consent"] = true,
            ["marketing_consent_at"] = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
            ["tier"] = tier,
            ["email"] = ConformanceCanary.Email,
            ["phone"] = ConformanceCanary.Phone,
        }),
        ct);
}
