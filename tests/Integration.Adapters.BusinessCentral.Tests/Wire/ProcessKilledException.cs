namespace ErpSync.Adapters.BusinessCentral.Tests.Wire;

/// <summary>Stands for the end of the process: nothing catches it.</summary>
public sealed class ProcessKilledException : Exception;
