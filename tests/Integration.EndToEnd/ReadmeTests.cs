using ErpSync.Adapters.BusinessCentral;
using ErpSync.Adapters.Shopify;
using Microsoft.Extensions.Configuration;

namespace ErpSync.EndToEnd;

/// <summary>What the README shows is what there is.</summary>
public sealed class ReadmeTests
{
    private static readonly string Root = RootOf(AppContext.BaseDirectory);
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Root, "README.md"));

    [Fact]
    public void Wiring_is_compiled() => Block("csharp", 0).Should().NotBeEmpty().And.BeSubsetOf(CodeOf("tests/Integration.EndToEnd/ReadmeHost.cs"));

    [Fact]
    public void Adapter_is_the_one_of_the_sample() => Block("csharp", 1).Should().NotBeEmpty().And.BeSubsetOf(CodeOf("samples/CustomAdapter/WmsConnector.cs"));

    [Fact]
    public void Settings_have_the_names_of_options()
    {
        using var settings = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', Raw("json", 0))));
        var configuration = new ConfigurationBuilder().AddJsonStream(settings).Build();
        var (shop, erp) = (new ShopifyOptions(), new BusinessCentralOptions());

        configuration.GetSection("Shopify:Eu").Bind(shop, static binder => binder.ErrorOnUnknownConfiguration = true);
        configuration.GetSection("BusinessCentral").Bind(erp, static binder => binder.ErrorOnUnknownConfiguration = true);

        shop.LocationMap.Should().NotBeEmpty();
        erp.TaxCodes.Should().NotBeEmpty();
    }

    private static IEnumerable<string> Block(string language, int number) => Raw(language, number).Select(static line => line.Trim()).Where(static line => line.Length > 0 && line != "// …");

    private static List<string> Raw(string language, int number)
    {
        var starts = Enumerable.Range(0, Lines.Length).Where(index => Lines[index] == $"```{language}").ToList();
        return [.. Lines.Skip(starts[number] + 1).TakeWhile(static line => line != "```")];
    }

    private static HashSet<string> CodeOf(string path) => [.. File.ReadLines(Path.Combine(Root, path)).Select(static line => line.Trim())];

    private static string RootOf(string folder) => File.Exists(Path.Combine(folder, "ErpSync.slnx")) ? folder : RootOf(Path.GetDirectoryName(folder)!);
}
