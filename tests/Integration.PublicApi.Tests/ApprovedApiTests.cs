namespace ErpSync.PublicApi.Tests;

/// <summary>Proof that a changed, moved or missing approval is seen, and that approving settles it.</summary>
public sealed class ApprovedApiTests : IDisposable
{
    private const string Surface = "namespace N\n{\n    public sealed class Order\n    {\n        public string Number { get; }\n    }\n    public sealed class Refund\n    {\n    }\n}\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("erpsync-approved-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Missing_approval_is_a_failure_with_its_remedy()
        => Compare(Surface).Should().Contain("no approved public API").And.Contain("ERPSYNC_APPROVE=1").And.Contain("approved/P.txt");

    [Fact]
    public void Approved_surface_passes_whatever_its_line_endings()
    {
        Approve(Surface);

        Compare(Surface).Should().BeNull();
        Compare(Surface.Replace("\n", "\r\n", StringComparison.Ordinal)).Should().BeNull();
    }

    [Fact]
    public void Removed_and_added_members_are_shown_under_their_type()
    {
        Approve(Surface);

        Compare(Surface.Replace("string Number", "int Number", StringComparison.Ordinal)).Should()
            .Contain("- public sealed class Order … public string Number { get; }").And
            .Contain("+ public sealed class Order … public int Number { get; }");
    }

    [Fact]
    public void Member_moved_to_another_type_is_seen()
    {
        Approve(Surface);
        const string member = "        public string Number { get; }\n";
        var moved = Surface.Replace(member, "", StringComparison.Ordinal).Replace("Refund\n    {\n", "Refund\n    {\n" + member, StringComparison.Ordinal);

        Compare(moved).Should().Contain("- public sealed class Order … public string Number").And.Contain("+ public sealed class Refund … public string Number");
    }

    private void Approve(string surface) => new ApprovedApi(_folder, approve: true).Compare("P", surface).Should().BeNull();

    private string? Compare(string surface) => new ApprovedApi(_folder, approve: false).Compare("P", surface);
}
