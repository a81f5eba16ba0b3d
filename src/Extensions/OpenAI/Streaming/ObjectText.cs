namespace Runnel.OpenAI.Streaming;

/// <summary>
/// Tells where a JSON object that comes in pieces ends. It looks at brackets and strings alone, each character once; whether what stands between
/// them is JSON, the parser says.
/// </summary>
internal struct ObjectText
{
    private int depth;
    private bool isBegun;
    private bool isBroken;
    private bool isInString;
    private bool isEscaped;

    /// <summary>Whether the object has ended, with at most white space after it.</summary>
    public readonly bool IsWhole => isBegun && depth == 0 && !isBroken;

    public void Add(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (isInString)
            {
                Quote(character);
            }
            else if (!char.IsWhiteSpace(character))
            {
                Place(character);
            }
        }
    }

    private void Quote(char character)
    {
        isInString = isEscaped || character != '"';
        isEscaped = !isEscaped && character == '\\';
    }

    private void Place(char character)
    {
        // Before the object or after it nothing may stand.
        if (depth == 0 && (isBegun || character != '{'))
        {
            isBroken = true;
        }

        isBegun = true;
        switch (character)
        {
            case '{' or '[':
                depth++;
                break;
            case '}' or ']':
                depth--;
                break;
            case '"':
                isInString = true;
                break;
        }
    }
}
