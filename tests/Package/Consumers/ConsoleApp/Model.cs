using System.Runtime.CompilerServices;

namespace ConsoleApp;

public interface IModel
{
    IAsyncEnumerable<Token> AnswerAsync(string prompt, CancellationToken cancellationToken);
}

internal sealed class Model : IModel
{
    public async IAsyncEnumerable<Token> AnswerAsync(string prompt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var index = 0;
        foreach (var word in $"You asked: {prompt}".Split(' '))
        {
            await Task.Delay(10, cancellationToken);
            yield return new Token(index == 0 ? word : " " + word, index++);
        }
    }
}
