using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ErpSync.Adapters.Files.Tests;

public sealed class FilesOptionsTests
{
    [Fact]
    public async Task A_host_does_not_start_with_wrong_options_and_says_all_of_them()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddErpSync(sync => sync.UseInMemoryStore().AddWarehouseFiles("wms", options =>
        {
            options.Root = "relative";
            options.Stock.Pattern = "";
            options.Stock.Columns["colour"] = "Farbe";
            options.Shipments.Separator = '#';
            options.Shipments.Columns["sku"] = "quantity";
            options.Returns.Pattern = "shipments*.csv";
            options.MaxFilesPerReading = 0;
        }));
        using var host = builder.Build();
        var act = () => host.StartAsync();
        var message = (await act.Should().ThrowAsync<OptionsValidationException>()).Which.Message;
        foreach (var code in new[] { "ESY4001", "ESY4002", "ESY4003", "ESY4004", "ESY4005", "ESY4006", "ESY4010" })
        {
            message.Should().Contain(code);
        }
    }
}
