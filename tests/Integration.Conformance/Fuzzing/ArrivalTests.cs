using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ErpSync.Adapters.Shopify;
using ErpSync.Conformance.BusinessCentral;
using ErpSync.Conformance.Shopify;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Testing.Conformance;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit.Abstractions;

namespace ErpSync.Conformance.Fuzzing;

/// <summary>Everything else that arrives: deliveries, documents, stored texts and settings.</summary>
[Collection(FuzzCollection.Name)]
public sealed class ArrivalTests(ITestOutputHelper output)
{
    private const int Rounds = 400;

    /// <summary>Signed, so that the damage gets behind the signature check.</summary>
    [Fact]
    public async Task Shopify_deliveries_have_a_verdict_each()
    {
        await using var fixture = await ShopifyConformance.StartAsync();
        var (connector, secret) = (await ConnectAsync(fixture), fixture.Secrets[1]);
        string[] topics = ["orders/updated", "orders/edited", "orders/delete", "refunds/create", "returns/update", "inventory_levels/update", "inventory_items/update", "customers/update", "app/uninstalled", "moons/rise", ""];
        var body = """{"id":820982911946154508,"admin_graphql_api_id":"gid://shopify/Order/820982911946154508","order_id":450789469,"order_edit":{"order_id":1},"inventory_item_id":7,"order":{"id":1}}""";
        await FuzzRun.OverAsync(output, Rounds, seed =>
        {
            var good = fixture.Webhooks!.Make(fixture.Clock.GetUtcNow());
            var bytes = Mutation.Of(Encoding.UTF8.GetBytes(body), seed);
            var headers = new Dictionary<string, string>(good.Headers, StringComparer.OrdinalIgnoreCase)
            {
                ["X-Shopify-Topic"] = topics[(int)(seed % (ulong)topics.Length)],
                ["X-Shopify-Hmac-Sha256"] = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), bytes)),
            };
            var name = headers.Keys.Order(StringComparer.Ordinal).ElementAt((int)(seed / 11 % (ulong)headers.Count));
            if (seed % 3 == 0)
            {
                headers[name] = Mutation.Of(headers[name], seed);
            }

            Verdict(connector, good with { Body = bytes, Headers = headers });
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Business_Central_notifications_have_a_verdict_each()
    {
        await using var fixture = await ErpConformance.StartAsync();
        var connector = await ConnectAsync(fixture);
        await FuzzRun.OverAsync(output, Rounds, seed =>
        {
            var good = fixture.Webhooks!.Make(fixture.Clock.GetUtcNow());
            var query = seed % 5 == 0 ? new Dictionary<string, string> { ["validationToken"] = Mutation.Of("abc", seed) } : good.Query;
            Verdict(connector, good with { Body = Mutation.Of(good.Body.ToArray(), seed), Query = query });
            return Task.CompletedTask;
        });
    }

    [SharedDataFact("data/shopify/rest-samples-2026-07")]
    public async Task Recorded_orders_that_were_damaged_are_read_or_refused()
    {
        var bodies = Directory.GetFiles(SharedData.PathOf("data", "shopify", "rest-samples-2026-07"), "*.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(bytes => bytes.Length is > 0 and < 200_000).ToArray();
        await FuzzRun.OverAsync(output, Rounds, seed =>
        {
            var record = RestOrderReader.Read(Mutation.Of(bodies[seed % (ulong)bodies.Length], seed));
            (record.Value is not null || record.Fault is not null).Should().BeTrue();
            if (record.Fault is { } fault)
            {
                FuzzRun.Clear(fault);
            }

            return Task.CompletedTask;
        });
    }

    [Fact]
    public Task Orders_that_were_damaged_are_read_or_refused() => FuzzRun.OverAsync(output, Rounds, seed =>
    {
        const string Order = """
            {"id":450789469,"admin_graphql_api_id":"gid://shopify/Order/450789469","name":"#1001","created_at":"2026-11-24T09:00:00Z","updated_at":"2026-11-24T09:00:00Z","currency":"EUR","presentment_currency":"EUR",
            "taxes_included":true,"current_total_price_set":{"shop_money":{"amount":"11.90","currency_code":"EUR"},"presentment_money":{"amount":"11.90","currency_code":"EUR"}},
            "line_items":[{"id":1,"title":"Article","sku":"A","quantity":1,"current_quantity":1,"price_set":{"shop_money":{"amount":"11.90","currency_code":"EUR"},"presentment_money":{"amount":"11.90","currency_code":"EUR"}},
            "tax_lines":[{"title":"MwSt","rate":0.19,"price_set":{"shop_money":{"amount":"1.90","currency_code":"EUR"},"presentment_money":{"amount":"1.90","currency_code":"EUR"}}}]}],"shipping_lines":[],"refunds":[],"fulfillments":[]}
            """;
        var record = RestOrderReader.Read(Mutation.Of(Encoding.UTF8.GetBytes(Order), seed));
        if (record.Fault is { } fault)
        {
            FuzzRun.Clear(fault);
        }

        return Task.CompletedTask;
    });

    /// <summary>Checkpoints are stored by the host and handed back: whatever became of them there.</summary>
    [Fact]
    public async Task Stored_checkpoints_that_were_damaged_are_read_on_or_refused()
    {
        await using var shop = await ShopifyConformance.StartAsync();
        await using var erp = await ErpConformance.StartAsync();
        await using var warehouse = new Wms.WmsConformance();
        await FuzzRun.OverAsync(output, Rounds, async seed =>
        {
            ConformanceFixture fixture = (seed % 3) switch { 0 => shop, 1 => erp, _ => warehouse };
            var source = fixture.Sources[(int)(seed / 3 % (ulong)fixture.Sources.Count)];
            var connector = await ConnectAsync(fixture);
            using var _ = connector as IDisposable;
            var known = source.KnownCheckpoints[(int)(seed / 16 % (ulong)source.KnownCheckpoints.Count)];
            var request = new ReadRequest(new Checkpoint(Mutation.Of(known, seed)));
            await FuzzRun.ClearAsync(() => source switch
            {
                SourceFixture<Order> => DrainAsync<Order>(connector, request),
                SourceFixture<Customer> => DrainAsync<Customer>(connector, request),
                SourceFixture<StockLevel> => DrainAsync<StockLevel>(connector, request),
                SourceFixture<Shipment> => DrainAsync<Shipment>(connector, request),
                SourceFixture<SalesDocumentState> => DrainAsync<SalesDocumentState>(connector, request),
                _ => DrainAsync<Item>(connector, request),
            });
        });
    }

    /// <summary>Effects are stored as JSON: an older or damaged payload is read, or refused as JSON.</summary>
    [Fact]
    public Task Stored_payloads_that_were_damaged_are_read_or_refused()
    {
        var euro = Currency.FromCode("EUR");
        var payloads = new (Type Type, byte[] Json)[]
        {
            Payload(new StockLevel { Sku = "A", Cells = [new StockCell { Location = "MAIN", OnHand = 5m, ChangeFrom = 4m }], AsOf = ConformanceFixture.Start }),
            Payload(new PaymentEntry { TransactionId = "t1", Gateway = "card", Customer = new CustomerRef(null, "C1"), Amount = new Money(10.5m, euro), OrderNumber = "#1" }),
            Payload(new Shipment { Id = "s1", Lines = [new ShipmentLine("A", 1m)], TrackingNumbers = ["T"] }),
        };
        return FuzzRun.OverAsync(output, Rounds, seed =>
        {
            var (type, json) = payloads[seed % (ulong)payloads.Length];
            try
            {
                JsonSerializer.Deserialize(Mutation.Of(json, seed), type);
            }
            catch (JsonException)
            {
            }

            return Task.CompletedTask;
        });
    }

    /// <summary>Settings come from JSON files: bad ones are refused when the connection is built, by name.</summary>
    [Fact]
    public Task Settings_that_were_damaged_are_accepted_or_refused_by_name() => FuzzRun.OverAsync(output, Rounds, seed =>
    {
        const string Settings = """
            {"ShopDomain":"sandbox.myshopify.com","ApiVersion":"2026-10","AccessToken":"shpat_x","OrderPageSize":100,"OrdersPerRequest":5,"Overlap":"00:10:00","RequestTimeout":"00:00:30",
            "LocationMap":{"MAIN":"gid://shopify/Location/1"},"WebhookSecrets":["secret-of-some-length"],"StockQuantityName":"OnHand","ReadFulfillmentOrders":true,"MaxResponseBytes":16777216}
            """;
        try
        {
            using var stream = new MemoryStream(Mutation.Of(Encoding.UTF8.GetBytes(Settings), seed));
            var options = new ShopifyOptions();
            new ConfigurationBuilder().AddJsonStream(stream).Build().Bind(options);
            using var http = new HttpClient();
            using var connector = ShopifyConnectorFactory.Create("shop", options, http, TimeProvider.System, new SilentBudgets(), NullLoggerFactory.Instance);
        }
        catch (OptionsValidationException exception)
        {
            exception.Message.Should().Contain("ESY20");
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException or FormatException or InvalidOperationException)
        {
        }

        return Task.CompletedTask;
    });

    private static (Type, byte[]) Payload<T>(T record) => (typeof(T), JsonSerializer.SerializeToUtf8Bytes(record));

    private static void Verdict(IConnector connector, WebhookDelivery delivery)
    {
        switch (((IWebhookSource)connector).Receive(delivery))
        {
            case WebhookVerdict.Accepted accepted:
                accepted.DeliveryId.Length.Should().BeInRange(1, 200);
                accepted.Signals.Should().OnlyContain(signal => signal.Id.Length > 0 && signal.Id.Length <= 400);
                break;
            case WebhookVerdict.Refused refused:
                refused.StatusCode.Should().BeInRange(400, 499);
                break;
        }
    }

    private static async Task<IConnector> ConnectAsync(ConformanceFixture fixture) => await fixture.ConnectAsync(
        new ConnectionRequest("fuzzed", ConnectionSettings.Valid, new TransportLine(fixture.Clock), new SilentBudgets(), NullLoggerFactory.Instance), CancellationToken.None);

    private static async Task DrainAsync<T>(IConnector connector, ReadRequest request)
        where T : class
    {
        await foreach (var page in ((ISource<T>)connector).ReadAsync(request, CancellationToken.None))
        {
            page.Next.Value.Length.Should().BeLessThan(4096);
        }
    }
}
