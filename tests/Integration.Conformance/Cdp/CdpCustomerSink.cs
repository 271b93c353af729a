using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.Cdp;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.Cdp;

internal sealed class CdpCustomerSink(SandboxCdp box) : SinkFixture<Customer>
{
    private int _count;

    public override string Entity => EntityNames.Customer;

    public override WriteKind Kind => WriteKind.Update;

    public override ValueTask<Customer> MakeAsync(CancellationToken ct) => new(new Customer
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"gid://shopify/Customer/{++_count}"),
        DisplayName = "Canary Person",
        Email = ConformanceCanary.Email,
        Phone = ConformanceCanary.Phone,
        Address = new Address { Line1 = ConformanceCanary.Street, City = "Hamburg", Country = "DE" },
        Consent = new MarketingConsent(ConsentState.OptIn, ConformanceFixture.Start),
        UpdatedAt = ConformanceFixture.Start,
    });

    public override ValueTask<int> CountAsync(Customer record, CancellationToken ct) => new(Mine(record).Count());

    public override ValueTask<bool> IsCompleteAsync(Customer record, CancellationToken ct) => new(Mine(record).SingleOrDefault() is { } message
        && Trait(message, "name") == record.DisplayName && message.Body.GetProperty("traits").GetProperty("marketing_consent").GetBoolean());

    public override ValueTask<bool> ExistsAsync(IConnector connector, RecordRef reference, CancellationToken ct) => new(box.Messages.Any(message => message.MessageId == reference.Id));

    public override async ValueTask<(Customer Record, string Field)?> MakeInvalidAsync(CancellationToken ct) => (await MakeAsync(ct) with { Consent = null }, "consent");

    public override Customer? WithTextOf(Customer record, string text) => record with { DisplayName = text };

    public override ValueTask<string?> ReadTextAsync(Customer record, CancellationToken ct) => new(Trait(Mine(record).Single(), "name"));

    private static string? Trait(CdpMessage message, string name) => message.Body.GetProperty("traits").GetProperty(name).GetString();

    private IEnumerable<CdpMessage> Mine(Customer record) => box.Messages.Where(message => message.Type == "identify" && message.UserId == record.Id);
}
