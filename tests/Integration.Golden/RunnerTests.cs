using ErpSync.Golden.Runner;

namespace ErpSync.Golden;

public sealed class RunnerTests : IDisposable
{
    private const string Passing =
        """{"id":"T-1","kind":"mapping","title":"t","why":"w","given":{"company":{"id":"C","functionalCurrency":"EUR","timeZone":"UTC"},"rules":[{"id":"R","role":"Sales","account":"4000"}]},"events":[],"expect":{"load":[],"results":[]}}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("golden").FullName;

    [Fact]
    public async Task A_directory_it_has_never_seen_is_run_alone()
    {
        Write("a.json", $$"""{"format":"erpsync-golden/finance@1","cases":[{{Passing}}]}""");
        var (status, lines, _) = await Run();
        status.Should().Be(0);
        lines.Should().Equal("T-1 pass", "1 passed, 0 failed");
    }

    [Fact]
    public async Task An_unknown_key_fails_its_case_and_no_other()
    {
        Write("a.json", $$"""{"format":"erpsync-golden/finance@1","cases":[{{Passing.Replace("\"T-1\"", "\"T-0\"").Replace("\"account\":\"4000\"", "\"account\":\"4000\",\"colour\":1")}},{{Passing}}]}""");
        var (status, lines, _) = await Run();
        status.Should().Be(1);
        lines[0].Should().StartWith("T-0 fail: ").And.Contain("unknown key 'colour'");
        lines[1].Should().Be("T-1 pass");
    }

    [Fact]
    public async Task Unknown_formats_are_skipped_and_nothing_run_is_no_success()
    {
        Write("a.json", """{"format":"erpsync-golden/other@1","cases":[{}]}""");
        Write("b.json", """{"some":"other file"}""");
        var (status, lines, errors) = await Run();
        status.Should().Be(1);
        lines.Should().Equal("0 passed, 0 failed");
        errors.Should().Contain("other@1").And.Contain("no case file");
    }

    [Fact]
    public async Task A_broken_file_or_a_second_meaning_of_an_id_fails_by_name()
    {
        Write("a.json", "{");
        Write("b.json", $$"""{"format":"erpsync-golden/finance@1","cases":[{{Passing}},{{Passing}},{{Passing.Replace("4000", "4001")}}]}""");
        var (status, lines, _) = await Run();
        status.Should().Be(1);
        lines[0].Should().StartWith("a.json fail: ");
        lines[1].Should().Be("T-1 pass");
        lines[2].Should().StartWith("T-1@b.json fail: ");
        lines[3].Should().Be("1 passed, 2 failed");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private async Task<(int Status, string[] Lines, string Errors)> Run()
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var status = await GoldenConsole.RunAsync([_folder], output, errors);
        return (status, output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries), errors.ToString());
    }
}
