using ErpSync.Golden.Runner;

return await GoldenConsole.RunAsync(args, Console.Out, Console.Error);
