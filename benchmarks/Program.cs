using Runnel.Benchmarks;
using Runnel.Benchmarks.Measuring;
using Runnel.Benchmarks.Reporting;
using Runnel.Benchmarks.Suites.Analyzers;
using Runnel.Benchmarks.Suites.Generator;
using Runnel.Benchmarks.Suites.Sqlite;
using Runnel.Benchmarks.Suites.Sqlite.Latency;
using Runnel.Benchmarks.Suites.Streams;
using Runnel.Benchmarks.Suites.StreamText;
using Runnel.Benchmarks.Suites.Tools;
using Runnel.Benchmarks.Suites.Trigger;

// Not a suite: what the suite "sqlite" starts as another process.
if (args is [SubscriberRole.Name, var runsFile, var rowsFile])
{
    await SubscriberRole.PlayAsync(runsFile, rowsFile);
    return 0;
}

// Not a suite either: a process of the suite "tools", which is to be as new as a user's.
if (args is [FirstInProcess.Role, var whose])
{
    await FirstInProcess.PlayAsync(whose);
    return 0;
}

Suite[] suites = [StreamsSuite.Create(), SqliteSuite.Create(), TriggerSuite.Create(), ToolsSuite.Create(), StreamTextSuite.Create(), GeneratorSuite.Create(), AnalyzersSuite.Create()];

var command = CommandLine.Parse(args);
var suite = suites.SingleOrDefault(suite => suite.Name == command.Suite);
if (suite is null)
{
    CommandLine.PrintUsage(suites);
    return args.Length == 0 ? 0 : 2;
}

var scale = command.IsShort ? Scale.Short : Scale.Full;
Console.WriteLine($"{suite.Name} · {Machine.Describe()} · {scale}");
var rows = await new Runner(scale, Console.Error).RunAsync(suite, command.Case);
if (rows.Count == 0)
{
    Console.Error.WriteLine($"No case of suite '{suite.Name}' has '{command.Case}' in its name.");
    return 2;
}

Console.WriteLine();
Table.Write(rows, Console.Out);
if (command.JsonFile is { } file)
{
    JsonReport.Write(rows, file);
}

return 0;
