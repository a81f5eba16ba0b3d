namespace ChatStreaming.Offline;

/// <summary>The answer to what no topic covers: from the kind of question and its weightiest word.</summary>
internal static class Reflection
{
    // Words that carry little, however long they are.
    private static readonly HashSet<string> Light =
    [
        "about", "after", "before", "between", "could", "every", "from", "give", "have", "please", "some", "something", "tell", "than",
        "that", "their", "them", "then", "there", "these", "they", "this", "those", "through", "what", "when", "where", "which", "while",
        "with", "would",
    ];

    public static string Of(string prompt, IReadOnlyList<string> words)
    {
        if (words.Count == 0)
        {
            return "you have not asked anything yet. Take your time.";
        }

        var subject = words.Except(Light).MaxBy(word => word.Length) ?? words[^1];
        var advice = words[0] switch
        {
            "why" => $"A why asks for a cause: think of a world without \"{subject}\" and see what else is missing there.",
            "how" => $"A how asks for steps: begin where \"{subject}\" is done, and walk backwards to something that you can do today.",
            "what" => $"A what asks for a border: name three things that are almost \"{subject}\", and say why they are not.",
            "when" => "A when asks for an order: find what has to come before, and what cannot wait for it.",
            "where" => $"A where asks for a map: where did you see \"{subject}\" last?",
            "is" or "are" or "can" or "does" or "do" or "should" or "will" =>
                $"That one wants a yes or a no: toss a coin over \"{subject}\", and notice which side you hope for.",
            _ => $"Tell me more about \"{subject}\": most of an answer lies in who asks, and what for.",
        };
        return $"nothing that I know covers \"{prompt}\". {advice}";
    }
}
