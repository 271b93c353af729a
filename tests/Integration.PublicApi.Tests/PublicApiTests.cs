using System.Reflection;
using PublicApiGenerator;

namespace ErpSync.PublicApi.Tests;

/// <summary>Every package's public API is the one in <c>approved/</c>.</summary>
public sealed class PublicApiTests
{
    private static readonly string Root = SharedData.CheckoutRoot
        ?? throw new DirectoryNotFoundException("These tests compare with files of the checkout: run them from one (a folder with ErpSync.slnx).");

    private static readonly string Folder = Path.Combine(Root, "tests", "Integration.PublicApi.Tests", "approved");

    private static readonly ApiGeneratorOptions Options = new()
    {
        ExcludeAttributes =
        [
            "System.Reflection.AssemblyMetadataAttribute",
            "System.Runtime.CompilerServices.InternalsVisibleToAttribute",
            "System.Runtime.Versioning.TargetFrameworkAttribute",
            "System.CodeDom.Compiler.GeneratedCodeAttribute",
        ],
    };

    private static readonly IReadOnlyList<string> Names =
        [.. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path).Replace("Integration.", "ErpSync.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    public static TheoryData<string> Packages => [.. Names];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Public_api_is_the_approved_one(string package)
    {
        var approve = Environment.GetEnvironmentVariable(ApprovedApi.ApproveVariable) == "1";
        var complaint = new ApprovedApi(Folder, approve).Compare(package, Assembly.Load(package).GeneratePublicApi(Options));
        if (complaint is not null) Assert.Fail(complaint);
    }

    [Fact]
    public void No_approval_outlives_its_package()
        => Directory.EnumerateFiles(Folder, "*.txt").Select(Path.GetFileNameWithoutExtension).Except(Names)
            .Should().BeEmpty("a package that is gone takes its approved file with it");
}
