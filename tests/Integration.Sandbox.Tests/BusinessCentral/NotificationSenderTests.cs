using ErpSync.Sandbox.BusinessCentral;
using ErpSync.Sandbox.BusinessCentral.Store;
using ErpSync.Sandbox.BusinessCentral.Webhooks;

namespace ErpSync.Sandbox.Tests.BusinessCentral;

public sealed class NotificationSenderTests
{
    /// <summary>A host that goes away takes its port with it; a refused connection at that moment is no error of the sandbox that stops after it.</summary>
    [Fact]
    public async Task A_receiver_that_is_gone_does_not_fail_the_stop()
    {
        var options = new SandboxErpOptions();
        using var http = new RefusedLate();
        var sender = new NotificationSender(
            new ErpDatabase(TimeProvider.System, TimeSpan.Zero), http, options, new FaultDice(new SandboxFaultOptions()), new SandboxStatistics());
        sender.Send("http://localhost/", [1]);
        await http.Asked;

        var stopping = sender.DisposeAsync().AsTask();
        http.Refuse();

        await ((Func<Task>)(() => stopping)).Should().NotThrowAsync();
    }

    /// <summary>The refusal arrives in the moment of the stop.</summary>
    private sealed class RefusedLate : HttpClient
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<HttpResponseMessage> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public void Refuse() => _answer.SetException(new HttpRequestException("Connection refused"));

        public override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _asked.SetResult();
            return _answer.Task;
        }
    }
}
