using System.Reflection;
using ErpSync.Architecture.Tests.Fixtures.Vendors;
using ErpSync.Architecture.Tests.Rules;

namespace ErpSync.Architecture.Tests;

/// <summary>Who may reference whom, in project files and in the compiled assemblies, and proof that a breach is seen.</summary>
public sealed class ReferenceTests
{
    private static readonly Assembly Core = Assembly.Load("ErpSync.Core");

    public static TheoryData<string> Projects => [.. Checkout.Files("*.csproj", "src")];

    [Fact]
    public void Core_knows_no_wire_and_no_database()
        => ReferenceRules.CoreKnowsNoWire(NamesOf(Core)).ShouldBeNone();

    [Fact]
    public void Core_names_no_vendor_and_no_transport()
        => ReferenceRules.CoreNamesNoVendor(Core.GetTypes()).ShouldBeNone();

    [Theory]
    [MemberData(nameof(Projects))]
    public void Library_depends_on_the_core_only(string project)
    {
        var assembly = Path.GetFileNameWithoutExtension(project).Replace("Integration.", "ErpSync.", StringComparison.Ordinal);

        ReferenceRules.ProjectReferences(project, Checkout.Read(project)).ShouldBeNone();
        ReferenceRules.AssemblyReferences(assembly, NamesOf(Assembly.Load(assembly))).ShouldBeNone();
    }

    [Theory]
    [InlineData("System.Net.Http")]
    [InlineData("System.Data.Common")]
    [InlineData("Microsoft.Data.Sqlite")]
    [InlineData("Npgsql")]
    public void A_wire_in_the_core_is_named(string reference)
        => ReferenceRules.CoreKnowsNoWire(["System.Runtime", reference]).Should().ContainSingle().Which.Should().Contain(reference);

    [Fact]
    public void A_vendor_or_transport_in_a_core_name_is_named()
        => ReferenceRules.CoreNamesNoVendor([typeof(ShopifyThing), typeof(Thing), typeof(HttpThing), typeof(Order)])
            .Select(violation => violation.Split(" says ")[0].Split('.')[^1])
            .Distinct().Should().BeEquivalentTo(["ShopifyThing", "HttpThing", "BusinessCentralNumber", "get_BusinessCentralNumber", "set_BusinessCentralNumber"]);

    [Theory]
    [InlineData("src/Integration.Adapters.A/Integration.Adapters.A.csproj", "../Integration.Adapters.B/Integration.Adapters.B.csproj", "nothing in src depends on an adapter")]
    [InlineData("src/Integration.AspNetCore/Integration.AspNetCore.csproj", @"..\Integration.Adapters.B\Integration.Adapters.B.csproj", "nothing in src depends on an adapter")]
    [InlineData("src/Integration.Storage.A/Integration.Storage.A.csproj", "../Integration.Storage.B/Integration.Storage.B.csproj", "Integration.Core only")]
    [InlineData("src/Integration.Core/Integration.Core.csproj", "../Integration.Testing/Integration.Testing.csproj", "Integration.Core only")]
    public void A_wrong_project_reference_is_named(string project, string reference, string because)
    {
        var xml = $"""<Project><ItemGroup><ProjectReference Include="{reference}" /></ItemGroup></Project>""";

        ReferenceRules.ProjectReferences(project, xml).Should().ContainSingle().Which.Should().Contain(because);
    }

    [Fact]
    public void A_wrong_assembly_reference_is_named()
    {
        ReferenceRules.AssemblyReferences("ErpSync.Storage.A", ["System.Runtime", "ErpSync.Core", "ErpSync.Adapters.B"])
            .Should().ContainSingle().Which.Should().Contain("ErpSync.Adapters.B");
        ReferenceRules.AssemblyReferences("ErpSync.Core", ["ErpSync.Testing"]).Should().ContainSingle();
    }

    private static IEnumerable<string> NamesOf(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);
}
