using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.Shopify;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.Shopify;

internal sealed class ShopCustomers(ShopWorld world) : SourceFixture<Customer>(ConformanceReports.Json<Customer>())
{
    private readonly Dictionary<string, string> _mails = new(StringComparer.Ordinal);
    private int _count;

    public override string Entity => EntityNames.Customer;

    public override TimeSpan Lag => TimeSpan.FromMinutes(9);

    public override string MissingId => "gid://shopify/Customer/1";

    public override IReadOnlyList<string> KnownCheckpoints => ["""{"time":"2026-11-24T09:00:00Z","id":"9100000000001","floor":"2026-11-24T08:50:00Z"}"""];

    public override IReadOnlyList<string> RequiredMembers => ["nodes", "id", "updatedAt"];

    public override ValueTask<string> AddAsync(CancellationToken ct) => new(Add("Canary", "Person"));

    public override ValueTask<bool> AddManyAsync(int count, CancellationToken ct)
    {
        for (var i = 0; i < count; i++)
        {
            Add("Canary", "Person");
        }

        return new(true);
    }

    public override ValueTask<bool> ChangeAsync(string id, CancellationToken ct)
    {
        world.SaveCustomer(Customer(_mails[id], "Changed", "Person"));
        return new(true);
    }

    public override string? Hollow(string body) => GraphHollow.Of(body);

    public override ValueTask<string?> AddWithTextAsync(string text, CancellationToken ct) => new(Add("Ada", text));

    protected override string? TextOf(Customer record) => record.DisplayName["Ada ".Length..];

    private string Add(string first, string last)
    {
        var mail = string.Create(CultureInfo.InvariantCulture, $"c{++_count}.{ConformanceCanary.Email}");
        var id = string.Create(CultureInfo.InvariantCulture, $"gid://shopify/Customer/{world.SaveCustomer(Customer(mail, first, last))}");
        _mails[id] = mail;
        return id;
    }

    private static NewCustomer Customer(string mail, string first, string last) => new(mail, first, last, new ShopAddress
    {
        FirstName = first,
        LastName = last,
        Address1 = ConformanceCanary.Street,
        City = "Hamburg",
        Zip = "20457",
        Phone = ConformanceCanary.Phone,
    });
}
