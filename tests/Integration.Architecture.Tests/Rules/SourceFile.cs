using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ErpSync.Architecture.Tests.Rules;

/// <summary>One source file: its path from the checkout root with forward slashes, its text and its syntax.</summary>
internal sealed class SourceFile(string path, string text)
{
    private readonly Lazy<SyntaxNode> _syntax = new(() => CSharpSyntaxTree.ParseText(text).GetRoot());

    public string Path { get; } = path;

    public string Text { get; } = text;

    public SyntaxNode Syntax => _syntax.Value;

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public int LineCount => Text.Length == 0 ? 0 : Text.AsSpan().TrimEnd('\n').Count('\n') + 1;

    public bool IsIn(string folder) => Path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal);

    public int LineOf(SyntaxToken token) => token.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    public int LineOf(SyntaxTrivia trivia) => trivia.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
