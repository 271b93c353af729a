using System.Threading.Channels;
using DotNetCore.CAP;
using DotNetCore.CAP.Internal;
using DotNetCore.CAP.Messages;
using DotNetCore.CAP.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks.Neighbours;

/// <summary>A transport for CAP inside the process, since it has none of its own for trials: what is measured is what CAP itself does with its tables.</summary>
internal sealed class CapTransport : ITransport, IConsumerClientFactory, ICapOptionsExtension
{
    private readonly Channel<TransportMessage> _messages = Channel.CreateUnbounded<TransportMessage>();

    public BrokerAddress BrokerAddress { get; } = new("in-process", "");

    public async Task<OperateResult> SendAsync(TransportMessage message)
    {
        // As over a wire: the sender goes on writing its headers while they are read here.
        await _messages.Writer.WriteAsync(new TransportMessage(new Dictionary<string, string?>(message.Headers), message.Body));
        return OperateResult.Success;
    }

    public Task<IConsumerClient> CreateAsync(string groupName, byte groupConcurrent) => Task.FromResult<IConsumerClient>(new Client(_messages.Reader, groupName));

    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton(new CapMessageQueueMakerService("in-process"));
        services.AddSingleton<ITransport>(this);
        services.AddSingleton<IConsumerClientFactory>(this);
    }

    private sealed class Client(ChannelReader<TransportMessage> messages, string group) : IConsumerClient
    {
        public BrokerAddress BrokerAddress { get; } = new("in-process", "");

        public Func<TransportMessage, object?, Task>? OnMessageCallback { get; set; }

        public Action<LogMessageEventArgs>? OnLogCallback { get; set; }

        public Task<ICollection<string>> FetchTopicsAsync(IEnumerable<string> topicNames) => Task.FromResult<ICollection<string>>([.. topicNames]);

        public Task SubscribeAsync(IEnumerable<string> topics) => Task.CompletedTask;

        public async Task ListeningAsync(TimeSpan timeout, CancellationToken cancellationToken)
        {
            await foreach (var message in messages.ReadAllAsync(cancellationToken))
            {
                message.Headers[Headers.Group] = group;
                await OnMessageCallback!(message, null);
            }
        }

        public Task CommitAsync(object? sender) => Task.CompletedTask;

        public Task RejectAsync(object? sender) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
