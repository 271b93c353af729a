using System.Reflection;
using ArchUnitNET.Loader;
using ErpSync.Architecture.Tests.Rules;
using LoadedArchitecture = ArchUnitNET.Domain.Architecture;

namespace ErpSync.Architecture.Tests;

/// <summary>The arrows between the core's folders, and proof that a broken arrow is seen.</summary>
public sealed class LayerTests
{
    private const string FixtureRoot = "ErpSync.Architecture.Tests.Fixtures";

    private static readonly LoadedArchitecture Core = new ArchLoader().LoadAssemblies(Assembly.Load("ErpSync.Core")).Build();

    private static readonly LoadedArchitecture Fixture = new ArchLoader().LoadAssemblies(typeof(LayerTests).Assembly).Build();

    public static TheoryData<string> Folders => [.. LayerRules.Rows.SelectMany(row => row)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Core_folder_uses_only_the_folders_before_it(string folder)
        => LayerRules.Violations(Core, "ErpSync", folder).ShouldBeNone();

    [Fact]
    public void Core_has_no_folder_outside_the_plan()
    {
        var planned = LayerRules.Rows.SelectMany(row => row).Concat(LayerRules.Free).Append(LayerRules.Composition).ToHashSet(StringComparer.Ordinal);
        var present = Checkout.Files("*.cs", "src/Integration.Core").Select(path => path.Split('/')).Where(parts => parts.Length > 3).Select(parts => parts[2]);
        present.Distinct().Should().BeSubsetOf(planned, "a new folder needs its place in the order of dependence (LayerRules.Rows)");
    }

    [Theory]
    [InlineData("Model", "UsesEngine")]
    [InlineData("Inventory", "HidesItInAMethod")]
    [InlineData("Demand", "UsesItsNeighbour")]
    public void A_type_that_uses_a_later_folder_is_named(string folder, string type)
        => LayerRules.Violations(Fixture, FixtureRoot, folder).Should().ContainSingle().Which.Should().Contain(type);

    [Theory]
    [InlineData("Engine")]
    [InlineData("Reconciliation")]
    [InlineData("Finance")]
    public void A_type_that_uses_earlier_or_free_folders_is_welcome(string folder)
        => LayerRules.Violations(Fixture, FixtureRoot, folder).Should().BeEmpty();

    [Fact]
    public void Order_of_folders_is_the_one_of_the_plan()
        => LayerRules.FoldersAfter("Planning").Should().Equal("Storage", "Engine", "Reconciliation", "Demand");
}
