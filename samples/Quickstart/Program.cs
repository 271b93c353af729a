using Quickstart;
using Quickstart.FlashSale;
using Quickstart.Month;

if (args is ["host", ..])
{
    return await HostProcess.RunAsync(args[1..]);
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

var live = args is ["reconcile", ..] && args.Contains("--live");
if (!live && (args is ["reconcile", ..] || args.Contains("--month")))
{
    var month = MonthOptions.Parse([.. args.Where(static arg => arg != "reconcile")], out var misread);
    if (month is null)
    {
        Console.Error.WriteLine(misread);
        Console.Error.WriteLine(MonthOptions.Usage);
        return 2;
    }

    return await MonthRun.RunAsync(month, stop.Token);
}

if (args.Contains("--flash-sale"))
{
    var sale = FlashSaleOptions.Parse(args, out var misread);
    if (sale is null)
    {
        Console.Error.WriteLine(misread);
        Console.Error.WriteLine(FlashSaleOptions.Usage);
        return 2;
    }

    return await FlashSaleRun.RunAsync(sale, stop.Token);
}

// The story with a reconciliation of both systems at its end: the same run, with the report written.
var options = QuickstartOptions.Parse([.. args.Where(arg => !live || arg is not ("reconcile" or "--live"))], out var error);
if (options is null)
{
    Console.Error.WriteLine(error);
    Console.Error.WriteLine(QuickstartOptions.Usage);
    return 2;
}

return await QuickstartRun.RunAsync(options, stop.Token);
