using ErpSync.Architecture.Tests.Rules;

namespace ErpSync.Architecture.Tests;

/// <summary>What every source file owes to its reader.</summary>
public sealed class SourceTests
{
    private const int MostLines = 400;
    private const int MostMedianLines = 80;

    private static readonly IReadOnlyList<SourceFile> Library = Checkout.Sources("src");

    private static readonly IReadOnlyList<SourceFile> Everything =
        [.. Library, .. Checkout.Sources("samples"), .. Checkout.Sources("tests").Where(file => !file.IsIn("tests/Integration.Architecture.Tests"))];

    private static readonly IReadOnlyDictionary<string, string> Reasons = LongFileReasons.Parse(Checkout.Read("eng/LongFiles.txt"));

    [Fact]
    public void Every_public_type_has_its_own_file()
        => Library.SelectMany(SourceRules.OnePublicTypePerFile).ShouldBeNone();

    [Fact]
    public void Namespaces_follow_folders()
        => Library.SelectMany(file => SourceRules.NamespaceFollowsFolder(file, RootNamespaceOf(file), ProjectFolderOf(file), IsCore(file) ? 1 : 0)).ShouldBeNone();

    [Fact]
    public void Files_are_short_or_say_why_not()
    {
        Library.SelectMany(file => SourceRules.NotTooLong(file, MostLines, Reasons)).ShouldBeNone();
        SourceRules.ReasonsStillNeeded(Library, MostLines, Reasons).ShouldBeNone();
    }

    [Fact]
    public void Half_of_the_files_are_shorter_than_the_median_allowed()
    {
        var lengths = Library.Select(file => file.LineCount).Order().ToList();
        lengths[lengths.Count / 2].Should().BeLessThan(MostMedianLines);
    }

    [Fact]
    public void Nothing_is_left_for_later()
        => Everything.SelectMany(SourceRules.NoForbiddenWords).ShouldBeNone();

    [Fact]
    public void No_code_is_kept_in_comments()
        => Everything.SelectMany(SourceRules.NoCommentedOutCode).ShouldBeNone();

    [Fact]
    public void Time_and_chance_come_through_seams()
        => Library.SelectMany(SourceRules.NoWallClock).ShouldBeNone();

    [Fact]
    public void No_static_field_changes()
        => Library.SelectMany(SourceRules.NoStaticMutableState).ShouldBeNone();

    [Theory]
    [InlineData("Model")]
    [InlineData("Ownership")]
    [InlineData("Inventory")]
    [InlineData("Finance")]
    [InlineData("Planning")]
    public void Amounts_and_quantities_are_never_binary_floating_point(string folder)
        => Library.Where(file => file.IsIn($"src/Integration.Core/{folder}")).SelectMany(SourceRules.NoBinaryFloatingPoint).ShouldBeNone();

    [Fact]
    public void Type_names_say_what_they_are()
        => Library.SelectMany(SourceRules.NamesSayWhatTheyAre).ShouldBeNone();

    private static string ProjectFolderOf(SourceFile file) => string.Join('/', file.Path.Split('/')[..2]);

    private static string RootNamespaceOf(SourceFile file)
        => IsCore(file) ? "ErpSync" : file.Path.Split('/')[1].Replace("Integration.", "ErpSync.", StringComparison.Ordinal);

    private static bool IsCore(SourceFile file) => file.IsIn("src/Integration.Core");
}
