using System.Text.Json;
using ErpSync.Adapters.BusinessCentral.Tests.Wire;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.BusinessCentral;
using static ErpSync.Adapters.BusinessCentral.Tests.Sandbox.ErpFixture;

namespace ErpSync.Adapters.BusinessCentral.Tests.Sandbox;

/// <summary>Readings that belong together go in one request; each part has its own outcome.</summary>
public sealed class BatchTests
{
    [Fact]
    public async Task An_order_is_looked_for_among_orders_and_invoices_in_one_request()
    {
        await using var erp = await StartAsync();

        await erp.AppliedAsync(Order());

        var batch = erp.Line.Sent.Should().ContainSingle(request => request.IsBatch).Subject;
        batch.Parts.Select(part => part.Path.Split('/')[^1]).Should().Equal("salesOrders", "salesInvoices");
        batch.Parts.Should().AllSatisfy(part => part.Query.Should().Contain("SHOP-1001"));
        batch.Prefer.Should().Be("odata.continue-on-error");
    }

    [Theory]
    [InlineData(429, "Application_TooManyRequests", FaultKind.Throttled, "bc.application-too-many-requests")]
    [InlineData(409, "Internal_ServerError", FaultKind.Transient, "bc.locked")]
    [InlineData(503, "Unknown", FaultKind.Throttled, "bc.http-503")]
    [InlineData(403, "Authorization_RequestDenied", FaultKind.Unauthorized, "bc.authorization-request-denied")]
    [InlineData(403, "__", FaultKind.Unauthorized, "bc.http-403")]
    [InlineData(503, "Over__Loaded-2!", FaultKind.Throttled, "bc.over-loaded-2")]
    [InlineData(-1, "Unknown", FaultKind.SchemaChanged, "bc.unreadable-answer")]
    [InlineData(600, "", FaultKind.SchemaChanged, "bc.unreadable-answer")]
    public async Task The_fault_of_a_part_is_the_fault_of_the_write_and_nothing_is_created(int status, string code, FaultKind kind, string fault)
    {
        await using var erp = await StartAsync();
        erp.Line.AnswerInstead = request => !request.IsBatch ? null : ScriptedServer.Json(JsonSerializer.Serialize(new
        {
            responses = new object[]
            {
                new { id = "0", status = 200, body = new { value = Array.Empty<object>() } },
                new { id = "1", status, body = new { error = new { code, message = "text" } } },
            },
        }));

        var result = await erp.SendAsync(Order());

        var failed = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        (failed.Kind, failed.Code).Should().Be((kind, fault));
        failed.Message.Should().Contain("salesInvoices");
        erp.Erp.World.Books.Orders.Should().BeEmpty("an order that may exist already is not created");
    }

    [Fact]
    public async Task A_part_that_is_not_understood_is_tried_once_more_before_the_work_stops()
    {
        await using var erp = await StartAsync();
        erp.Line.AnswerInstead = request => request.IsBatch ? ScriptedServer.Json(
            """{"responses":[{"id":"0","status":200,"body":{"value":[]}},{"id":"1","status":400,"body":{"error":{"code":"BadRequest_NotFound","message":"text"}}}]}""") : null;
        async Task<FaultKind> RefusedAsync() => (await erp.SendAsync(Order())).Should().BeOfType<WriteResult.Failed>().Subject.Fault.Kind;

        (await RefusedAsync()).Should().Be(FaultKind.Transient);
        erp.Time.Advance(TimeSpan.FromMinutes(1));
        (await RefusedAsync()).Should().Be(FaultKind.SchemaChanged);
    }

    [Fact]
    public async Task A_part_that_is_missing_from_the_answer_is_not_read_as_empty()
    {
        await using var erp = await StartAsync();
        erp.Line.AnswerInstead = request => request.IsBatch ? ScriptedServer.Json("""{"responses":[{"id":"0","status":200,"body":{"value":[]}}]}""") : null;

        var result = await erp.SendAsync(Order());

        result.Should().BeOfType<WriteResult.Failed>().Which.Fault.Code.Should().Be("bc.batch-incomplete");
        erp.Erp.World.Books.Orders.Should().BeEmpty();
    }

    [Fact]
    public async Task A_lost_answer_of_a_batch_leaves_nothing_unclear()
    {
        await using var erp = await StartAsync();
        erp.Line.LoseAnswerOf = request => request.IsBatch;

        var result = await erp.SendAsync(Order());

        result.Should().BeOfType<WriteResult.Failed>("only readings were in it").Which.Fault.Kind.Should().Be(FaultKind.Transient);
        await erp.AppliedAsync(Order());
        erp.Erp.World.Books.Orders.Should().ContainSingle();
    }

    [Fact]
    public async Task A_part_with_more_rows_than_a_page_is_read_to_its_end()
    {
        await using var erp = await StartAsync(options => options.PageSize = 1);
        for (var copy = 0; copy < 3; copy++)
        {
            var written = await erp.AppliedAsync(Order($"shop-200{copy}"));
            erp.Erp.World.EditOrder(written.DisplayNumber!, "externalDocumentNumber", "SHOP-1001");
        }

        erp.Restart();

        var result = await erp.SendAsync(Order());

        var fault = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        fault.Code.Should().Be("bc.duplicate-document");
        fault.Message.Should().Contain("3 documents");
    }
}
