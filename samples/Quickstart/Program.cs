using Quickstart;

if (args is ["host", ..])
{
    return await HostProcess.RunAsync(args[1..]);
}

var options = QuickstartOptions.Parse(args, out var error);
if (options is null)
{
    Console.Error.WriteLine(error);
    Console.Error.WriteLine(QuickstartOptions.Usage);
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
return await QuickstartRun.RunAsync(options, stop.Token);
