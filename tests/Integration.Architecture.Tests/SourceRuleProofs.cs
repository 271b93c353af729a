using ErpSync.Architecture.Tests.Rules;

namespace ErpSync.Architecture.Tests;

/// <summary>Each source rule, shown text that breaks it and text that does not.</summary>
public sealed class SourceRuleProofs
{
    // Put together at run time so that this file does not hold the words it looks for.
    private static readonly string Unfinished = "TO" + "DO";

    [Theory]
    [InlineData("Two.cs", "namespace N; public class Two; public record Other;", 2)]
    [InlineData("Wrong.cs", "namespace N; public interface Right;", 1)]
    [InlineData("Right.cs", "namespace N; public interface Right<T>; internal class Second;", 0)]
    [InlineData("Right{T}.cs", "namespace N; public sealed class Right<T>; internal sealed record Companion;", 0)]
    [InlineData("Right{T}.cs", "namespace N; public sealed class Right;", 1)]
    [InlineData("Right{T}.cs", "namespace N; public sealed class Right<TOther>;", 1)]
    [InlineData("Right.Parts.cs", "namespace N; public partial class Right { public class Nested; }", 0)]
    public void Public_types_are_counted_and_compared_with_the_file_name(string name, string text, int violations)
        => SourceRules.OnePublicTypePerFile(new SourceFile("src/P/" + name, text)).Should().HaveCount(violations);

    [Theory]
    [InlineData("src/P/A/B/X.cs", "namespace Root.A.B;", 0)]
    [InlineData("src/P/A/B/X.cs", "namespace Root.A;", 0)]
    [InlineData("src/P/A/B/X.cs", "namespace Root;", 1)]
    [InlineData("src/P/A/B/X.cs", "namespace Root.B;", 1)]
    [InlineData("src/P/A/B/X.cs", "namespace Root.A.C;", 1)]
    [InlineData("src/P/X.cs", "namespace Root;", 0)]
    [InlineData("src/P/X.cs", "namespace Root.A;", 1)]
    [InlineData("src/P/A/X.cs", "namespace Root;", 1)]
    [InlineData("src/P/A/X.cs", "namespace Root.B { class X; }", 1)]
    [InlineData("src/P/A/X.cs", "namespace Microsoft.Extensions.DependencyInjection; public static class X;", 0)]
    [InlineData("src/P/A/X.cs", "namespace Microsoft.Extensions.DependencyInjection; public class X;", 1)]
    [InlineData("src/P/DependencyInjection/X.cs", "namespace Microsoft.Extensions.DependencyInjection; public static class X;", 0)]
    [InlineData("src/P/DependencyInjection/X.cs", "namespace Root.DependencyInjection; public static class X;", 1)]
    public void Namespaces_of_a_project_of_features_are_compared_with_folders(string path, string text, int violations)
        => SourceRules.NamespaceFollowsFolder(new SourceFile(path, text), "Root", "src/P", features: 1).Should().HaveCount(violations);

    [Theory]
    [InlineData("src/P/A/X.cs", "namespace Root;", 0)]
    [InlineData("src/P/A/X.cs", "namespace Root.A;", 0)]
    [InlineData("src/P/A/X.cs", "namespace Root.B;", 1)]
    [InlineData("src/P/A/X.cs", "namespace Other;", 1)]
    public void Folders_of_an_adapter_may_add_a_segment_or_not(string path, string text, int violations)
        => SourceRules.NamespaceFollowsFolder(new SourceFile(path, text), "Root", "src/P", features: 0).Should().HaveCount(violations);

    [Fact]
    public void A_long_file_needs_a_reason_and_a_reason_needs_a_long_file()
    {
        var file = new SourceFile("src/P/Long.cs", string.Concat(Enumerable.Repeat("\n", 10)) + "class Long;");
        var none = new Dictionary<string, string>();
        var one = LongFileReasons.Parse("# remark\nsrc/P/Long.cs: one state machine");

        file.LineCount.Should().Be(11);
        SourceRules.NotTooLong(file, 10, none).Should().ContainSingle();
        SourceRules.NotTooLong(file, 11, none).Should().BeEmpty();
        SourceRules.NotTooLong(file, 10, one).Should().BeEmpty();
        SourceRules.ReasonsStillNeeded([file], 10, one).Should().BeEmpty();
        SourceRules.ReasonsStillNeeded([file], 11, one).Should().ContainSingle();
        SourceRules.ReasonsStillNeeded([], 10, one).Should().ContainSingle();
        FluentActions.Invoking(() => LongFileReasons.Parse("src/P/Long.cs:")).Should().Throw<FormatException>();
    }

    [Fact]
    public void Words_of_postponed_work_are_found_in_comments_only()
    {
        SourceRules.NoForbiddenWords(Source($"// {Unfinished}: later\nclass X;")).Should().ContainSingle();
        SourceRules.NoForbiddenWords(Source($"/// <summary>{Unfinished}</summary>\nclass X;")).Should().NotBeEmpty();
        SourceRules.NoForbiddenWords(Source($"class X {{ string S => \"{Unfinished}\"; }}")).Should().BeEmpty();
        SourceRules.NoForbiddenWords(Source($"// {Unfinished}LIST is a word\nclass X;")).Should().BeEmpty();
        SourceRules.NoForbiddenWords(Source("class X { void M() => throw new NotImplementedException(); }")).Should().ContainSingle();
    }

    [Theory]
    [InlineData("// var x = 1;", true)]
    [InlineData("// return Compute(x)", true)]
    [InlineData("// if (x) {", true)]
    [InlineData("// The store answers first; the caller may retry.", false)]
    [InlineData("/// <c>var x = 1;</c>", false)]
    public void Code_in_comments_is_told_from_prose(string line, bool found)
        => SourceRules.NoCommentedOutCode(Source(line + "\nclass X;")).Any().Should().Be(found);

    [Theory]
    [InlineData("DateTime.Now", true)]
    [InlineData("DateTimeOffset.UtcNow", true)]
    [InlineData("Guid.NewGuid()", true)]
    [InlineData("time.GetUtcNow()", false)]
    public void Wall_clocks_and_chance_are_found(string expression, bool found)
        => SourceRules.NoWallClock(Source($"class X {{ object M() => {expression}; }}")).Any().Should().Be(found);

    [Theory]
    [InlineData("private static int _count;", true)]
    [InlineData("public static string Name { get; set; } = \"\";", true)]
    [InlineData("private static readonly int Count = 1;", false)]
    [InlineData("private const int Count = 1;", false)]
    [InlineData("public static string Name { get; } = \"\";", false)]
    [InlineData("private int _count;", false)]
    public void Static_state_that_changes_is_found(string member, bool found)
        => SourceRules.NoStaticMutableState(Source($"class X {{ {member} }}")).Any().Should().Be(found);

    [Theory]
    [InlineData("double", true)]
    [InlineData("float?", true)]
    [InlineData("decimal", false)]
    public void Binary_floating_point_is_found(string type, bool found)
        => SourceRules.NoBinaryFloatingPoint(Source($"record X({type} Amount);")).Any().Should().Be(found);

    [Theory]
    [InlineData("OrderHelper", true)]
    [InlineData("StockManager", true)]
    [InlineData("CustomerInfo", true)]
    [InlineData("StockLedger", false)]
    public void Names_that_say_nothing_are_found(string name, bool found)
        => SourceRules.NamesSayWhatTheyAre(Source($"namespace N; class {name};")).Any().Should().Be(found);

    private static SourceFile Source(string text) => new("src/P/X.cs", text);
}
