using System.Globalization;

namespace Runnel.Simulation;

/// <summary>What the command is asked to do: <c>--seeds 100000</c>, from 1 or from <c>--from</c>, or <c>--seed 42</c> to repeat one.</summary>
internal sealed record CommandLine(int From, int Count)
{
    public static CommandLine Parse(string[] args)
    {
        var (from, count) = (1, 2000);
        for (var index = 0; index < args.Length; index += 2)
        {
            var value = index + 1 < args.Length && int.TryParse(args[index + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new ArgumentException($"'{args[index]}' wants a number. Use --seeds 100000, --from 1, or --seed 42.");
            (from, count) = args[index] switch
            {
                "--seed" => (value, 1),
                "--seeds" => (from, value),
                "--from" => (value, count),
                _ => throw new ArgumentException($"'{args[index]}' is not known. Use --seeds 100000, --from 1, or --seed 42."),
            };
        }

        return new CommandLine(from, count);
    }
}
