using Benchmarks.Report;

namespace Benchmarks.Engine;

/// <summary>Whether a subject costs the same however many are open: those that wait for the engine, worked off, and those that wait for something else, woken here and there.</summary>
internal static class SubjectsPart
{
    public static async Task<IReadOnlyList<SubjectsResult>> RunAsync(BenchmarkOptions options)
    {
        Console.WriteLine($"Open subjects: {options.Rounds} rounds, signals of 1 KB, each for another subject; median (min–max).");
        Console.WriteLine($"{BacklogRun.Work}: every open subject has a signal that nobody worked on; all are planned, written and ended. Measured from the first tenth to the last subject.");
        Console.WriteLine($"{ScatteredRun.Work}: every open subject waits for something; {ScatteredRun.Signals:N0} signals wake as many of them, spread over all.");
        var table = new TextTable(2, "store", "work", "open", "subjects/s", "min–max", "cpu µs", "min–max");
        var results = new List<SubjectsResult>();
        foreach (var store in options.MeasurableStores().Where(store => store != "memory"))
        {
            foreach (var measure in (Func<string, int, int, Task<SubjectsResult>>[])[BacklogRun.MeasureAsync, ScatteredRun.MeasureAsync])
            {
                foreach (var open in options.OpenSubjects)
                {
                    var result = await measure(store, open, options.Rounds);
                    results.Add(result);
                    table.Add(
                        store, result.Work, TextTable.Number(open), TextTable.Number(result.SubjectsPerSecond.Median),
                        $"{TextTable.Number(result.SubjectsPerSecond.Min)}–{TextTable.Number(result.SubjectsPerSecond.Max)}",
                        TextTable.Fine(result.ProcessorMicroseconds.Median), $"{TextTable.Fine(result.ProcessorMicroseconds.Min)}–{TextTable.Fine(result.ProcessorMicroseconds.Max)}");
                }
            }
        }

        table.Print();
        return results;
    }
}
