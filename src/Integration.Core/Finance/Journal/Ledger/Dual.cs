using ErpSync.Model;

namespace ErpSync.Finance.Journal.Ledger;

/// <summary>An amount in document and in functional currency.</summary>
internal readonly record struct Dual(decimal Doc, decimal Fn)
{
    public static Dual operator +(Dual a, Dual b) => new(a.Doc + b.Doc, a.Fn + b.Fn);

    public static Dual operator -(Dual a, Dual b) => new(a.Doc - b.Doc, a.Fn - b.Fn);

    public static Dual operator -(Dual a) => new(-a.Doc, -a.Fn);

    /// <summary>What a part of this balance carries at its average; all of it when the whole leaves.</summary>
    public Dual Part(decimal part, Currency functional) =>
        part == Doc ? this : Doc == 0m ? new Dual(part, 0m) : new Dual(part, functional.Round(Fn * part / Doc));
}
