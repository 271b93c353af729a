using ErpSync.Model;
using ErpSync.Planning;

namespace ErpSync.Core.Tests.Planning;

/// <summary>Document lines keep their numbers over every change of the order.</summary>
public sealed class LineNumbersTests
{
    [Fact]
    public void A_new_document_is_numbered_in_steps() => Numbers(LineNumbers.Give([Line("a", "MUG"), Line("b", "CAP")], null)).Should().Equal(10_000, 20_000);

    [Fact]
    public void Lines_that_stay_keep_their_numbers_and_new_ones_come_between_or_behind()
    {
        var first = Memo(LineNumbers.Give([Line("a", "MUG"), Line("b", "CAP"), Line("ship", "40400")], null));

        var second = LineNumbers.Give([Line("b", "CAP"), Line("c", "CAP"), Line("ship", "40400"), Line("d", "MUG")], first);

        Numbers(second).Should().Equal(20_000, 25_000, 30_000, 40_000);
    }

    [Fact]
    public void The_number_of_a_removed_line_is_not_given_again()
    {
        var first = Memo(LineNumbers.Give([Line("a", "MUG"), Line("b", "MUG")], null));

        Numbers(LineNumbers.Give([Line("a", "MUG"), Line("c", "MUG")], first)).Should().Equal(10_000, 30_000);
    }

    [Fact]
    public void Memos_of_older_versions_count_in_steps()
    {
        var memo = new DocumentMemo { Source = new DocumentSource(DocumentSourceType.Order, "1"), Lines = [new("a", "MUG", 1, default), new("b", "MUG", 1, default)] };

        Numbers(LineNumbers.Give([Line("b", "MUG")], memo)).Should().Equal(20_000);
    }

    [Fact]
    public void Numbers_stay_and_differ_however_often_an_order_is_edited()
    {
        const int Seed = 4711;
        var random = new Random(Seed);
        DocumentMemo? memo = null;
        var lines = new List<string>();
        for (var edit = 0; edit < 200; edit++)
        {
            if (lines.Count > 3 && random.Next(2) == 0)
            {
                lines.RemoveAt(random.Next(lines.Count));
            }
            else
            {
                lines.Insert(random.Next(lines.Count + 1), $"l{edit}");
            }

            var given = LineNumbers.Give([.. lines.Select(line => Line(line, "MUG"))], memo);
            Numbers(given).Should().OnlyHaveUniqueItems("seed {0}, edit {1}", Seed, edit);
            if (memo is not null)
            {
                var before = memo.Lines.ToDictionary(line => line.SourceLine!, line => line.LineNumber);
                given.Where(line => before.ContainsKey(line.SourceLine!)).Should().OnlyContain(line => before[line.SourceLine!] == line.LineNumber, "seed {0}, edit {1}", Seed, edit);
            }

            memo = Memo(given);
        }
    }

    private static SalesDocumentLine Line(string source, string item) => new() { Type = SalesDocumentLineType.Item, SourceLine = source, Item = item, Quantity = 1 };

    private static IEnumerable<int?> Numbers(IReadOnlyList<SalesDocumentLine> lines) => lines.Select(line => line.LineNumber);

    private static DocumentMemo Memo(IReadOnlyList<SalesDocumentLine> lines) => new()
    {
        Source = new DocumentSource(DocumentSourceType.Order, "1"),
        Lines = [.. lines.Select(line => new DocumentMemoLine(line.SourceLine, line.Item!, line.Quantity, default, line.LineNumber))],
    };
}
