using System.Text.Json;
using ErpSync.Sandbox.BusinessCentral;

namespace ErpSync.Sandbox.Tests.BusinessCentral;

/// <summary>Checklist items 1–4, 11, 13–15: what every request meets.</summary>
public sealed class ProtocolTests
{
    [Fact]
    public async Task Item_1_patch_needs_the_current_etag_or_a_star()
    {
        await using var erp = await ErpFixture.StartAsync();
        var customer = (await erp.GetAsync($"{erp.Company}/customers?$filter=number eq 'C1'")).Rows[0];
        var url = $"{erp.Company}/customers({customer.GetProperty("id")})";
        var etag = customer.GetProperty("@odata.etag").GetString()!;

        (await erp.PatchAsync(url, new { city = "A" }, null)).Should().Match<ErpAnswer>(a => a.Status == 400 && a.Code == "BadRequest_InvalidToken");
        (await erp.PatchAsync(url, new { city = "A" }, etag.Replace("\"", "", StringComparison.Ordinal))).Code.Should().Be("BadRequest_InvalidToken");
        var changed = await erp.PatchAsync(url, new { city = "A" }, etag);
        changed.Status.Should().Be(200);
        changed.ETag.Should().NotBe(etag);
        (await erp.PatchAsync(url, new { city = "B" }, etag)).Should().Match<ErpAnswer>(a => a.Status == 409 && a.Code == "Request_EntityChanged");
        (await erp.PatchAsync(url, new { city = "B" }, "*")).Status.Should().Be(200);
        (await erp.PatchAsync($"{erp.Company}/customers", new { city = "B" }, "*")).Should()
            .Match<ErpAnswer>(a => a.Status == 405 && a.Code == "BadRequest_MethodNotAllowed");
        (await erp.SendAsync(HttpMethod.Delete, url, null, "If-Match: " + etag)).Status.Should().Be(409);
        (await erp.SendAsync(HttpMethod.Delete, url, null)).Status.Should().Be(204);
        (await erp.GetAsync(url)).Status.Should().Be(404);
    }

    [Fact]
    public async Task Item_2_codes_are_upper_cased_and_trimmed_and_too_long_text_is_refused()
    {
        await using var erp = await ErpFixture.StartAsync();

        var created = await erp.PostAsync($"{erp.Company}/customers", new { displayName = "Über GmbH", number = " web-1 ", country = "de" });
        var tooLong = await erp.PostAsync($"{erp.Company}/customers", new { displayName = "X", city = new string('x', 31) });

        created.Text("number").Should().Be("WEB-1");
        created.Text("country").Should().Be("DE");
        tooLong.Status.Should().Be(400);
        tooLong.Code.Should().Be("Application_StringExceededLength");
        tooLong.Message.Should().Contain("31").And.Contain("30");
    }

    [Theory]
    [InlineData("customers", """{"displayName":"X","balanceDue":5}""", "BadRequest_InvalidOperation")]
    [InlineData("customers", """{"displayName":"X","id":"11111111-1111-1111-1111-111111111111"}""", "BadRequest_InvalidOperation")]
    [InlineData("customers", """{"city":"X"}""", "Application_DialogException")]
    [InlineData("customers", """{"displayName":"X","nonsense":5}""", "BadRequest")]
    [InlineData("customers", """{"displayName":""", "BadRequest")]
    [InlineData("customers", """{"displayName":"X","blocked":"Maybe"}""", "Unknown")]
    [InlineData("customers", """{"displayName":"X","paymentTermsId":"nope"}""", "Application_InvalidGUID")]
    [InlineData("customers", """{"displayName":"X","currencyCode":"XXX"}""", "Application_DialogException")]
    [InlineData("customers", """{"displayName":"X","number":"C1"}""", "Internal_EntityWithSameKeyExists")]
    [InlineData("items", """{"displayName":"X","inventory":5}""", "Application_DialogException")]
    [InlineData("salesOrders", """{"externalDocumentNumber":"X"}""", "Application_DialogException")]
    [InlineData("salesOrders", """{"customerNumber":"C1","number":"S1"}""", "Application_DialogException")]
    [InlineData("salesOrders", """{"customerNumber":"C1","totalTaxAmount":1}""", "BadRequest_InvalidOperation")]
    [InlineData("salesInvoices", """{"customerNumber":"C1","pricesIncludeTax":true}""", "BadRequest_InvalidOperation")]
    public async Task Bad_bodies_are_refused_with_the_documented_code(string set, string body, string code)
    {
        await using var erp = await ErpFixture.StartAsync();

        var answer = await erp.PostAsync($"{erp.Company}/{set}", body);

        answer.Status.Should().Be(400);
        answer.Code.Should().Be(code);
        answer.Message.Should().Contain("CorrelationId:");
    }

    [Fact]
    public async Task Item_3_pages_follow_maxpagesize_and_opaque_links()
    {
        await using var erp = await ErpFixture.StartAsync(new SandboxErpOptions { Catalog = SandboxCatalog.Create(25, 1) });
        var seen = new List<string>();

        var page = await erp.GetAsync($"{erp.Company}/items?$select=number&$filter=startswith(number,'SKU')&$count=true", "Prefer: odata.maxpagesize=10");
        page["@odata.count"].GetInt32().Should().Be(25);
        while (true)
        {
            seen.AddRange(page.Rows.Select(row => row.GetProperty("number").GetString()!));
            if (!page.Body.TryGetProperty("@odata.nextLink", out var next))
            {
                break;
            }

            page.Rows.Should().HaveCount(10);
            next.GetString().Should().Contain("$skiptoken=");
            page = await erp.GetAsync(next.GetString()!, "Prefer: odata.maxpagesize=10");
        }

        seen.Should().HaveCount(25).And.OnlyHaveUniqueItems();
        var whole = await erp.GetAsync($"{erp.Company}/items?$top=20");
        whole.Rows.Should().HaveCount(20);
        whole.Body.TryGetProperty("@odata.nextLink", out _).Should().BeFalse();
    }

    [Fact]
    public async Task Item_3_sorted_pages_neither_repeat_nor_skip_and_top_beyond_a_page_is_continued()
    {
        await using var erp = await ErpFixture.StartAsync(new SandboxErpOptions { Catalog = SandboxCatalog.Create(25, 1), MaxPageSize = 10 });

        var first = await erp.GetAsync($"{erp.Company}/items?$orderby=unitPrice desc&$top=15");
        var next = first["@odata.nextLink"].GetString()!;
        var second = await erp.GetAsync(next);

        next.Should().Contain("$top=5");
        var prices = first.Rows.Concat(second.Rows).Select(row => row.GetProperty("unitPrice").GetDecimal()).ToList();
        prices.Should().HaveCount(15).And.BeInDescendingOrder();
        second.Body.TryGetProperty("@odata.nextLink", out _).Should().BeFalse();
        (await erp.GetAsync($"{erp.Company}/items?$skiptoken=11111111-1111-1111-1111-111111111111")).Status.Should().Be(400);
    }

    [Theory]
    [InlineData("customers?$filter=number eq 'C1' or city eq 'X'", 501, "BadRequest_MethodNotImplemented")]
    [InlineData("customers?$filter=number eq 'C1' or number eq 'C2'", 200, "")]
    [InlineData("customers?$filter=number in ('C1','C2')", 501, "BadRequest_MethodNotImplemented")]
    [InlineData("customers?$filter=number in ('C1','C2')&$schemaversion=2.1", 200, "")]
    [InlineData("customers?$filter=startswith(tolower(number),'c')", 501, "BadRequest_MethodNotImplemented")]
    [InlineData("customers?$filter=tolower(number) eq 'c1' and contains(displayName,'toso')", 200, "")]
    [InlineData("customers?$filter=blocked eq '_x0020_'", 200, "")]
    [InlineData("customers?$filter=blocked eq Microsoft.NAV.customerBlocked'_x0020_'", 200, "")]
    [InlineData("customers?$filter=lastModifiedDateTime gt 2020-01-01T00:00:00.123Z", 200, "")]
    [InlineData("customers?$filter=nonsense eq 1", 400, "BadRequest")]
    [InlineData("customers?$filter=number eq", 400, "BadRequest")]
    [InlineData("nonsense", 404, "BadRequest_ResourceNotFound")]
    [InlineData("salesOrderLines", 400, "Application_DialogException")]
    [InlineData("salesInvoiceLines", 400, "Application_DialogException")]
    [InlineData("customerPayments", 400, "Application_DialogException")]
    public async Task Item_4_queries_are_refused_as_the_real_server_does(string query, int status, string code)
    {
        await using var erp = await ErpFixture.StartAsync();

        var answer = await erp.GetAsync($"{erp.Company}/{query}");

        answer.Status.Should().Be(status, answer.Body.ToString());
        if (status == 200)
        {
            answer.Rows.Should().ContainSingle();
        }
        else
        {
            answer.Code.Should().Be(code);
        }
    }

    [Fact]
    public async Task Item_11_local_currency_shows_its_code_with_the_zero_id_and_blank_options_are_encoded()
    {
        await using var erp = await ErpFixture.StartAsync();

        var customer = await erp.PostAsync($"{erp.Company}/customers", new { displayName = "X", currencyCode = "EUR" });

        customer.Text("currencyCode").Should().Be("EUR");
        customer.Text("currencyId").Should().Be(Guid.Empty.ToString());
        customer.Text("blocked").Should().Be("_x0020_");
        customer.Text("website").Should().BeEmpty();
        erp.Erp.World.SetUnknownOption("customers", "C1", "type", "Robot_x0020_Buyer");
        (await erp.GetAsync($"{erp.Company}/customers?$filter=number eq 'C1'")).Rows[0].GetProperty("type").GetString().Should().Be("Robot_x0020_Buyer");
    }

    [Fact]
    public async Task Item_13_batches_stop_go_on_or_roll_back()
    {
        await using var erp = await ErpFixture.StartAsync();
        object Part(int id, string name) => new { id = $"{id}", method = "POST", url = $"{erp.Company}/customers", headers = new { }, body = new { displayName = name } };
        object Batch(params string[] names) => new { requests = names.Select((name, index) => Part(index, name)) };
        static int[] Statuses(ErpAnswer answer) => [.. answer["responses"].EnumerateArray().Select(part => part.GetProperty("status").GetInt32())];

        Statuses(await erp.PostAsync("$batch", Batch("A", "", "B"))).Should().Equal(201, 400);
        Statuses(await erp.PostAsync("$batch", Batch("A", "", "B"), "Prefer: odata.continue-on-error")).Should().Equal(201, 400, 201);
        erp.Erp.World.Books.Count("customers").Should().Be(1 + 1 + 2);
        var lied = await erp.PostAsync("$batch", Batch("A", "", "B"), "Isolation: snapshot");
        Statuses(lied).Should().Equal(201, 400, 201);
        var ghost = lied["responses"][0].GetProperty("body").GetProperty("id").GetString();
        (await erp.GetAsync($"{erp.Company}/customers({ghost})")).Status.Should().Be(404);
        Statuses(await erp.PostAsync("$batch", Batch("", "A"), "Isolation: snapshot")).Should().Equal(400);
        erp.Erp.World.Books.Count("customers").Should().Be(4);
        var tooMany = await erp.PostAsync("$batch", Batch([.. Enumerable.Repeat("A", 101)]));
        tooMany.Status.Should().Be(500);
        tooMany.Code.Should().Be("Unknown");
    }

    [Fact]
    public async Task Batch_parts_may_name_the_company_in_a_header()
    {
        await using var erp = await ErpFixture.StartAsync();

        var answer = await erp.PostAsync("$batch", new
        {
            requests = new[] { new { method = "GET", url = "customers?$top=1", headers = new Dictionary<string, string> { ["Company"] = "Sandbox Trading GmbH" } } },
        });

        answer["responses"][0].GetProperty("status").GetInt32().Should().Be(200);
        answer["responses"][0].GetProperty("id").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task Item_14_the_same_external_number_is_accepted_twice()
    {
        await using var erp = await ErpFixture.StartAsync();

        await erp.OrderAsync("SAME");
        await erp.OrderAsync("same");

        (await erp.GetAsync($"{erp.Company}/salesOrders?$filter=externalDocumentNumber eq 'SAME'")).Rows.Should().HaveCount(2);
    }

    [Fact]
    public async Task Item_15_error_texts_follow_the_language()
    {
        await using var erp = await ErpFixture.StartAsync();

        var english = await erp.GetAsync($"{erp.Company}/salesOrderLines");
        var german = await erp.GetAsync($"{erp.Company}/salesOrderLines", "Accept-Language: de-DE");

        german.Code.Should().Be(english.Code);
        german.Message.Should().StartWith("Die Aktion").And.NotBe(english.Message);
    }

    [Fact]
    public async Task Requests_need_a_token_that_the_token_endpoint_gives()
    {
        await using var erp = await ErpFixture.StartAsync();
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = erp.Erp.Options.ClientId,
            ["client_secret"] = erp.Erp.Options.ClientSecret,
            ["scope"] = "https://api.businesscentral.dynamics.com/.default",
        });
        using var issued = await http.PostAsync(erp.Erp.TokenAddress, form);
        using var token = JsonDocument.Parse(await issued.Content.ReadAsStringAsync());

        var refused = await erp.GetAsync("companies", "Authorization: Bearer nonsense");
        var accepted = await erp.GetAsync("companies", "Authorization: Bearer " + token.RootElement.GetProperty("access_token").GetString());

        refused.Status.Should().Be(401);
        refused.Code.Should().Be("Authentication_InvalidCredentials");
        accepted.Rows.Should().ContainSingle();
        (await erp.GetAsync($"companies({Guid.Empty})/customers")).Code.Should().Be("Internal_CompanyNotFound");
    }
}
