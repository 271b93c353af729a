using ErpSync.Simulation;

return SimulationConsole.Run(args, Console.Out);
