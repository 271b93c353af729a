using System.Text;
using ErpSync.Connectors;

namespace ErpSync.Adapters.BusinessCentral.Tests;

public sealed class NotificationTests
{
    private const string Company = "f64eba74-dacd-4854-a584-1834f68cfc3a";
    private const string Record = "26814998-936a-401c-81c1-0e848a64971d";
    private const string State = "a-long-random-client-state";

    [Fact]
    public void The_validation_token_is_sent_back()
    {
        using var connector = Connect();

        var verdict = connector.Receive(Delivery("", new Dictionary<string, string> { ["validationToken"] = "abc 123" }));

        verdict.Should().Be(new WebhookVerdict.Handshake("abc 123"));
    }

    [Theory]
    [InlineData("salesOrders", "updated", "sales-document-state", "SalesOrder:" + Record, false)]
    [InlineData("salesOrders", "deleted", "sales-document-state", "SalesOrder:" + Record, false)]
    [InlineData("salesInvoices", "created", "sales-document-state", "SalesInvoice:" + Record, false)]
    [InlineData("salesInvoices", "deleted", "sales-document-state", "SalesInvoice:" + Record, true)]
    [InlineData("salesCreditMemos", "updated", "sales-document-state", "CreditMemo:" + Record, false)]
    [InlineData("salesShipments", "created", "shipment", Record, false)]
    [InlineData("items", "updated", "item", Record, false)]
    public void A_notification_names_the_record(string set, string change, string entity, string id, bool deleted)
    {
        using var connector = Connect();

        var verdict = connector.Receive(Delivery(Notification(set, change)));

        verdict.Should().BeOfType<WebhookVerdict.Accepted>().Which.Signals
            .Should().Contain(signal => signal.Entity == entity && signal.Id == id && signal.Deleted == deleted);
    }

    [Fact]
    public void A_collection_change_asks_for_a_sweep()
    {
        using var connector = Connect();

        var verdict = connector.Receive(Delivery(Notification("salesInvoices", "collection", $"/api/v2.0/companies({Company})/salesInvoices?$filter=lastModifiedDateTime%20gt%202026-10-15T11:00:00Z")));

        verdict.Should().BeOfType<WebhookVerdict.Accepted>().Which.Signals.Should().ContainSingle().Which.Id.Should().Be("*");
    }

    [Fact]
    public void A_vanished_order_also_asks_for_a_sweep_of_shipments()
    {
        using var connector = Connect();

        var verdict = connector.Receive(Delivery(Notification("salesOrders", "deleted")));

        verdict.Should().BeOfType<WebhookVerdict.Accepted>().Which.Signals.Should().Contain(signal => signal.Entity == EntityNames.Shipment && signal.Id == "*");
    }

    [Fact]
    public void The_same_delivery_has_the_same_id_and_another_one_has_another()
    {
        using var connector = Connect();

        string Id(string body) => ((WebhookVerdict.Accepted)connector.Receive(Delivery(body))).DeliveryId;

        Id(Notification("items", "updated")).Should().Be(Id(Notification("items", "updated")));
        Id(Notification("items", "updated")).Should().NotBe(Id(Notification("items", "updated", at: "2026-10-26T12:54:21Z")));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"value\":[]}")]
    [InlineData("{\"value\":[1,null,\"x\"]}")]
    [InlineData("{\"value\":[{\"clientState\":\"forged\",\"resource\":\"companies(f64eba74-dacd-4854-a584-1834f68cfc3a)/items(26814998-936a-401c-81c1-0e848a64971d)\"}]}")]
    public void Forged_or_unreadable_deliveries_are_ignored_but_never_refused(string body)
    {
        using var connector = Connect();

        connector.Receive(Delivery(body)).Should().BeOfType<WebhookVerdict.Ignored>("any other answer than 200 deletes the subscriptions");
    }

    [Fact]
    public void Notifications_of_another_company_are_ignored()
    {
        using var connector = Connect();

        connector.Receive(Delivery(Notification("items", "updated", $"companies({Record})/items({Record})"))).Should().BeOfType<WebhookVerdict.Ignored>();
    }

    [Fact]
    public void Without_a_client_state_nothing_is_believed()
    {
        using var connector = TransportTests.Connect(_ => throw new InvalidOperationException(), options => options.WebhookClientState = null);

        connector.Receive(Delivery(Notification("items", "updated"))).Should().BeOfType<WebhookVerdict.Ignored>();
    }

    [SharedDataFact("data/businesscentral/samples/protocol-webhooks.json")]
    public void The_documented_notification_is_read()
    {
        using var document = System.Text.Json.JsonDocument.Parse(File.ReadAllText(SharedData.PathOf("data", "businesscentral", "samples", "protocol-webhooks.json")));
        var body = document.RootElement.GetProperty("notificationDocumented").GetRawText().Replace("someClientState", State, StringComparison.Ordinal);
        using var connector = TransportTests.Connect(_ => throw new InvalidOperationException(), options => (options.CompanyId, options.CompanyName) = (null, "CRONUS"));

        var signals = connector.Receive(Delivery(body)).Should().BeOfType<WebhookVerdict.Accepted>().Subject.Signals;

        signals.Should().Contain(signal => signal.Entity == EntityNames.Item && signal.Id == Record);
        signals.Should().Contain(signal => signal.Entity == EntityNames.SalesDocumentState && signal.Id == "*");
    }

    private static BusinessCentralConnector Connect() => TransportTests.Connect(_ => throw new InvalidOperationException("receiving does no I/O"));

    private static WebhookDelivery Delivery(string body, Dictionary<string, string>? query = null) =>
        new(Encoding.UTF8.GetBytes(body), new Dictionary<string, string>(), query ?? [], DateTimeOffset.UnixEpoch);

    private static string Notification(string set, string change, string? resource = null, string at = "2026-10-26T12:54:20.467Z") => $$"""
        {"value":[{"subscriptionId":"s1","clientState":"{{State}}","expirationDateTime":"2026-10-29T07:52:31Z",
        "resource":"{{resource ?? $"api/v2.0/companies({Company})/{set}({Record})"}}","changeType":"{{change}}","lastModifiedDateTime":"{{at}}"}]}
        """;
}
