using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ErpSync.Architecture.Tests.Rules;

/// <summary>Rules that only the text of a source file can show. Each answers with the violations it found, one sentence each.</summary>
internal static class SourceRules
{
    private static readonly string[] ForbiddenWords = ["TODO", "FIXME", "HACK", "XXX"];

    private static readonly string[] ForbiddenNameEndings =
        ["Helper", "Helpers", "Manager", "Util", "Utils", "Utility", "Utilities", "Data", "Info"];

    public static IEnumerable<string> OnePublicTypePerFile(SourceFile file)
    {
        var types = TopLevelTypes(file).Where(IsPublic).ToList();
        if (types.Count > 1)
        {
            yield return $"{file.Path} declares {types.Count} public types ({string.Join(", ", types.Select(NameOf))}): give each its own file.";
        }

        foreach (var type in types.Where(type => !NamedAfter(file.Name, type)))
        {
            yield return $"{file.Path} declares public {NameOf(type)}: name the file {NameOf(type)}.cs.";
        }
    }

    /// <summary>
    /// A namespace is the root with the folders below it, as far as they name something: sub-folders may group files without adding a segment, but
    /// the first <paramref name="features"/> folders always count, and no other name may stand in their place.
    /// </summary>
    public static IEnumerable<string> NamespaceFollowsFolder(SourceFile file, string rootNamespace, string projectFolder, int features)
    {
        var below = file.Path[(projectFolder.TrimEnd('/').Length + 1)..];
        var folders = below.Split('/')[..^1];
        var accepted = Enumerable.Range(0, folders.Length + 1).Where(count => count >= Math.Min(features, folders.Length))
            .Select(count => string.Join('.', [rootNamespace, .. folders[..count]])).ToList();
        foreach (var declared in file.Syntax.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>())
        {
            var name = declared.Name.ToString();
            if (IsBuilderExtension(declared, name)) continue;
            if (folders is ["DependencyInjection", ..])
            {
                yield return $"{file.Path} declares something other than extensions of the host's builders: DependencyInjection holds nothing else.";
            }
            else if (!accepted.Contains(name))
            {
                yield return $"{file.Path} is in namespace {name}; its folder says {string.Join(" or ", accepted)}.";
            }
        }
    }

    public static IEnumerable<string> NotTooLong(SourceFile file, int most, IReadOnlyDictionary<string, string> reasons)
    {
        if (file.LineCount > most && !reasons.ContainsKey(file.Path))
        {
            yield return $"{file.Path} has {file.LineCount} lines (most: {most}): split it, or give its reason in eng/LongFiles.txt.";
        }
    }

    public static IEnumerable<string> ReasonsStillNeeded(IReadOnlyList<SourceFile> files, int most, IReadOnlyDictionary<string, string> reasons)
        => reasons.Keys
            .Where(path => !files.Any(file => file.Path == path && file.LineCount > most))
            .Select(path => $"eng/LongFiles.txt excuses {path}, which is gone or short enough by now: remove the line.");

    public static IEnumerable<string> NoForbiddenWords(SourceFile file)
    {
        var comments = file.Syntax.DescendantTrivia(descendIntoTrivia: true).Where(IsComment);
        foreach (var comment in comments)
        {
            foreach (var word in ForbiddenWords.Where(word => HasWord(comment.ToString(), word)))
            {
                yield return $"{file.Path}:{file.LineOf(comment)} says {word}: do it, or write down the decision not to.";
            }
        }

        foreach (var name in file.Syntax.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == "NotImplementedException"))
        {
            yield return $"{file.Path}:{file.LineOf(name.Identifier)} throws NotImplementedException: implement it or remove the member.";
        }
    }

    public static IEnumerable<string> NoCommentedOutCode(SourceFile file)
        => file.Syntax.DescendantTrivia()
            .Where(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia))
            .Where(trivia => LooksLikeCode(trivia.ToString().TrimStart('/').Trim()))
            .Select(trivia => $"{file.Path}:{file.LineOf(trivia)} looks like code kept in a comment: delete it.");

    public static IEnumerable<string> NoWallClock(SourceFile file)
        => file.Syntax.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            .Where(access => access.ToString() is "DateTime.Now" or "DateTime.UtcNow" or "DateTime.Today" or "DateTimeOffset.Now"
                or "DateTimeOffset.UtcNow" or "Guid.NewGuid" or "Random.Shared" or "Thread.Sleep")
            .Select(access => $"{file.Path}:{file.LineOf(access.Name.Identifier)} uses {access}: take it through TimeProvider or a seam.");

    public static IEnumerable<string> NoStaticMutableState(SourceFile file)
    {
        foreach (var field in file.Syntax.DescendantNodes().OfType<FieldDeclarationSyntax>()
            .Where(field => field.Modifiers.Any(SyntaxKind.StaticKeyword) && !field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword)))
        {
            yield return $"{file.Path}:{file.LineOf(field.GetFirstToken())} keeps static mutable state in '{field.Declaration.Variables}'.";
        }

        foreach (var property in file.Syntax.DescendantNodes().OfType<PropertyDeclarationSyntax>()
            .Where(property => property.Modifiers.Any(SyntaxKind.StaticKeyword)
                && property.AccessorList?.Accessors.Any(accessor => accessor.IsKind(SyntaxKind.SetAccessorDeclaration) && accessor.Body is null
                    && accessor.ExpressionBody is null) == true))
        {
            yield return $"{file.Path}:{file.LineOf(property.Identifier)} keeps static mutable state in '{property.Identifier}'.";
        }
    }

    public static IEnumerable<string> NoBinaryFloatingPoint(SourceFile file)
        => file.Syntax.DescendantNodes().OfType<PredefinedTypeSyntax>()
            .Where(type => type.Keyword.IsKind(SyntaxKind.DoubleKeyword) || type.Keyword.IsKind(SyntaxKind.FloatKeyword))
            .Select(type => $"{file.Path}:{file.LineOf(type.Keyword)} uses {type}: amounts and quantities are decimal.");

    public static IEnumerable<string> NamesSayWhatTheyAre(SourceFile file)
        => TopLevelTypes(file).Select(NameOf)
            .Where(name => ForbiddenNameEndings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal)))
            .Select(name => $"{file.Path} declares {name}: name it after what it is or does, in words of the field.");

    private static IEnumerable<MemberDeclarationSyntax> TopLevelTypes(SourceFile file)
        => file.Syntax.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<MemberDeclarationSyntax>()
            .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    private static string NameOf(MemberDeclarationSyntax type)
        => type is DelegateDeclarationSyntax handler ? handler.Identifier.ValueText : ((BaseTypeDeclarationSyntax)type).Identifier.ValueText;

    private static bool IsPublic(MemberDeclarationSyntax type) => type.Modifiers.Any(SyntaxKind.PublicKeyword);

    private static bool NamedAfter(string fileName, MemberDeclarationSyntax type)
    {
        var names = type is TypeDeclarationSyntax { TypeParameterList: { } list }
            ? [NameOf(type), $"{NameOf(type)}{{{string.Join(',', list.Parameters.Select(parameter => parameter.Identifier.ValueText))}}}"]
            : new[] { NameOf(type) };
        return fileName.EndsWith(".cs", StringComparison.Ordinal) && names.Any(name => fileName.StartsWith(name + ".", StringComparison.Ordinal));
    }

    private static bool IsBuilderExtension(BaseNamespaceDeclarationSyntax declared, string name)
        => name is "Microsoft.Extensions.DependencyInjection" or "Microsoft.AspNetCore.Builder"
            && declared.Members.OfType<BaseTypeDeclarationSyntax>().All(type => type.Modifiers.Any(SyntaxKind.StaticKeyword));

    private static bool IsComment(SyntaxTrivia trivia)
        => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)
            || trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia);

    private static bool HasWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            var end = at + word.Length;
            var startsWord = at == 0 || !char.IsLetterOrDigit(text[at - 1]);
            var endsWord = end == text.Length || !char.IsLetterOrDigit(text[end]);
            if (startsWord && endsWord) return true;
        }

        return false;
    }

    private static bool LooksLikeCode(string comment)
        => comment.EndsWith(';') || comment is "{" or "}" || (comment.EndsWith('{') && comment.Contains('('))
            || comment.StartsWith("return ", StringComparison.Ordinal) && comment.Contains('(') && comment.EndsWith(')');
}
