using ErpSync.Engine;
using ErpSync.Storage;

namespace ErpSync.Tests.Engine;

/// <summary>Cases that close by themselves, also when something fails just then.</summary>
public sealed class SettledCasesTests
{
    private static readonly NewCase Report = new() { Key = "task:sweep", Code = "x", Message = "It fails.", At = DateTimeOffset.UnixEpoch };
    private readonly SettledCases _cases = new(new WakeBoard(new EngineThreads()));
    private readonly List<string> _calls = [];

    [Fact]
    public async Task What_fails_while_its_case_is_being_closed_has_an_open_case_afterwards()
    {
        _cases.Works(Report.Key);

        await CloseAsync(() =>
        {
            _cases.Fails(Report);
            _calls.Add("opened by the failure");
        });

        _calls.Should().Equal("opened by the failure", "closed", "opened");
    }

    [Fact]
    public async Task What_works_all_along_is_closed_once()
    {
        _cases.Works(Report.Key);
        _cases.Works(Report.Key);
        await CloseAsync(static () => { });
        _cases.Works(Report.Key);
        await CloseAsync(static () => { });

        _calls.Should().Equal("closed");
    }

    [Fact]
    public async Task What_fails_again_before_it_is_closed_stays_open()
    {
        _cases.Works(Report.Key);
        _cases.Fails(Report);
        await CloseAsync(static () => { });

        _calls.Should().BeEmpty();
    }

    private ValueTask CloseAsync(Action meanwhile) => _cases.CloseAsync(
        _ =>
        {
            meanwhile();
            _calls.Add("closed");
            return ValueTask.CompletedTask;
        },
        _ =>
        {
            _calls.Add("opened");
            return ValueTask.CompletedTask;
        });
}
