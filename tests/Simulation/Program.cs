using Runnel.Simulation;

return new Campaign(CommandLine.Parse(args)).Run(Console.Out);
