using System.Text.Json;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.BusinessCentral;

internal sealed class ErpCustomerSink(ErpDesk desk) : SinkFixture<Customer>
{
    public override string Entity => EntityNames.Customer;

    public override ValueTask<Customer> MakeAsync(CancellationToken ct)
    {
        var number = desk.Next("");
        return new(new Customer
        {
            Id = $"gid://shopify/Customer/{number}",
            DisplayName = "Canary Person",
            Email = $"c{number}.{ConformanceCanary.Email}",
            Phone = ConformanceCanary.Phone,
            Address = new Address { Name = "Canary Person", Line1 = ConformanceCanary.Street, City = "Hamburg", PostalCode = "20457", Country = "DE" },
        });
    }

    public override ValueTask<int> CountAsync(Customer record, CancellationToken ct) => new(Rows(record).Count);

    public override ValueTask<bool> IsCompleteAsync(Customer record, CancellationToken ct) => new(Rows(record) is [var row]
        && row.GetProperty("displayName").GetString() == record.DisplayName && row.GetProperty("email").GetString() == record.Email
        && row.GetProperty("addressLine1").GetString() == record.Address!.Line1 && row.GetProperty("city").GetString() == record.Address.City);

    public override ValueTask<bool> ExistsAsync(IConnector connector, RecordRef reference, CancellationToken ct) => new(desk.Rows($"customers?$filter=id eq {reference.Id}").Count == 1);

    public override async ValueTask<(Customer Record, string Field)?> MakeInvalidAsync(CancellationToken ct) => (await MakeAsync(ct) with { Phone = new string('1', 31) }, "phone");

    public override async ValueTask<(Customer Record, string Field)?> MakeTooLongAsync(CancellationToken ct)
    {
        var customer = await MakeAsync(ct);
        return (customer with { Address = customer.Address! with { City = new string('C', 31) } }, "address.city");
    }

    public override WriteItem<Customer>? MakeIdentical(Customer record, RecordRef reference) => new("1", new IdempotencyKey("conformance:identical"), WriteKind.Update, record) { Target = reference };

    public override Customer? WithTextOf(Customer record, string text) => record with { DisplayName = text };

    public override ValueTask<string?> ReadTextAsync(Customer record, CancellationToken ct) => new(Rows(record)[0].GetProperty("displayName").GetString());

    private IReadOnlyList<JsonElement> Rows(Customer record) => desk.Rows($"customers?$filter=email eq {ErpDesk.Quote(record.Email!)}");
}
