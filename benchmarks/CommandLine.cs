using Runnel.Benchmarks.Measuring;

namespace Runnel.Benchmarks;

/// <summary>What the program was asked for.</summary>
internal sealed record CommandLine(string? Suite, string? JsonFile, string Case, bool IsShort)
{
    /// <summary>Reads the arguments; one that is not known leaves no suite, so that the usage is shown.</summary>
    public static CommandLine Parse(string[] args)
    {
        var command = new CommandLine(Suite: null, JsonFile: null, Case: "", IsShort: false);
        for (var index = 0; index < args.Length; index++)
        {
            switch (args[index])
            {
                case "--short":
                    command = command with { IsShort = true };
                    break;
                case "--json" when index + 1 < args.Length:
                    command = command with { JsonFile = args[++index] };
                    break;
                case "--case" when index + 1 < args.Length:
                    command = command with { Case = args[++index] };
                    break;
                case var name when command.Suite is null && !name.StartsWith('-'):
                    command = command with { Suite = name };
                    break;
                default:
                    return command with { Suite = null };
            }
        }

        return command;
    }

    public static void PrintUsage(IEnumerable<Suite> suites)
    {
        Console.WriteLine("dotnet run -c Release --project benchmarks -- SUITE [--case TEXT] [--json FILE] [--short]");
        Console.WriteLine();
        foreach (var suite in suites)
        {
            Console.WriteLine($"  {suite.Name,-12}{suite.Description}");
        }

        Console.WriteLine();
        Console.WriteLine("  --case TEXT  only cases whose names contain the text");
        Console.WriteLine("  --json FILE  writes the rows as JSON");
        Console.WriteLine("  --short      a twentieth of the work, in seconds: shows that the suite runs, not how fast we are");
    }
}
