using Microsoft.Extensions.Logging;
using Runnel;

namespace Taxes.Filing;

public sealed record Person(string Name, int Year);

[Task("assess-income")]
public sealed partial class AssessIncome
{
    public decimal Run(Person person) => person.Name.Length * person.Year;
}

[Task("assess-property")]
public sealed partial class AssessProperty
{
    public decimal Run(Person person) => person.Year;
}

public static class Results
{
    public static bool AllSucceeded<T>(this IEnumerable<TaskResult<T>> results) => results.All(result => result.IsSuccess);

    public static IEnumerable<TaskResult<T>> Succeeded<T>(this IEnumerable<TaskResult<T>> results) => results.Where(result => result.IsSuccess);
}

/// <summary>What comes back of several runs, asked in all the ways in which colleagues ask.</summary>
public sealed class Filing(AssessIncome.TaskClient income, AssessProperty.TaskClient property, ILogger<Filing> logger)
{
    public async Task<decimal?> BothAsync(Person person) =>
        await Task.WhenAll(income.TriggerAndWaitAsync(person), property.TriggerAndWaitAsync(person)) is
            [{ IsSuccess: true, Output: var earned }, { IsSuccess: true, Output: var owned }] ? earned + owned : null;

    public async Task<decimal> PairAsync(Person person)
    {
        var (earning, owning) = (income.TriggerAndWaitAsync(person), property.TriggerAndWaitAsync(person));
        if (await Task.WhenAll(earning, owning) is not [var earned, var owned] || !earned.IsSuccess || owned is not { Status: RunStatus.Completed })
        {
            return 0;
        }

        return earned.Output + owned.Output;
    }

    public async Task<decimal> FamilyAsync(IReadOnlyList<Person> family)
    {
        var results = await Task.WhenAll(family.Select(person => income.TriggerAndWaitAsync(person)));
        if (results.Any(result => !result.IsSuccess))
        {
            throw new InvalidOperationException("Not all of the family could be assessed.");
        }

        return results.Sum(result => result.Output);
    }

    public async Task<decimal> StreetAsync(IReadOnlyList<Person> street)
    {
        var total = 0m;
        var results = await property.BatchTriggerAndWaitAsync(street.Select(person => new BatchItem<Person>(person)));
        foreach (var result in results.Where(result => result.IsSuccess))
        {
            total += result.Output;
        }

        logger.LogInformation("{Count} of {All} assessed", results.Count(result => result.IsSuccess), street.Count);
        return total;
    }

    public async Task<Dictionary<string, decimal>> ByNameAsync(IReadOnlyList<Person> people, CancellationToken cancellationToken)
    {
        var runs = people.ToDictionary(person => person.Name, person => income.TriggerAndWaitAsync(person, cancellationToken: cancellationToken));
        await Task.WhenAll(runs.Values);
        var taxes = new Dictionary<string, decimal>();
        foreach (var (name, run) in runs)
        {
            taxes[name] = await run is { IsSuccess: true, Output: var tax } ? tax : -1;
        }

        return taxes;
    }

    public async Task<decimal> TownAsync(IReadOnlyList<Person> town)
    {
        var results = await income.BatchTriggerAndWaitAsync(from person in town select new BatchItem<Person>(person));
        var outcome = results.ToLookup(result => result.IsSuccess);
        foreach (var failed in outcome[false])
        {
            logger.LogWarning("{Run} failed: {Error}", failed.RunId, failed.Error);
        }

        return outcome[true].Sum(result => result.Output);
    }

    public async Task<decimal> CountyAsync(IReadOnlyList<Person> county)
    {
        var results = await income.BatchTriggerAndWaitAsync([.. county.Select(person => new BatchItem<Person>(person))]);
        var good = from result in results
                   where result is { Status: RunStatus.Completed }
                   let tax = result.Output
                   orderby tax descending
                   select tax;
        return good.FirstOrDefault();
    }

    public async Task<decimal> StateAsync(IReadOnlyList<Person> state)
    {
        var results = await income.BatchTriggerAndWaitAsync(state.Select(person => new BatchItem<Person>(person)));
        return results.AllSucceeded() ? results.Max(result => result.Output) : results.Succeeded().Select(result => result.Output).DefaultIfEmpty().Max();
    }

    public async Task<IReadOnlyList<(Person Person, decimal Tax)>> PairedAsync(IReadOnlyList<Person> people)
    {
        var results = await income.BatchTriggerAndWaitAsync(people.Select(person => new BatchItem<Person>(person)));
        return [.. people.Zip(results).Where(pair => pair.Second.IsSuccess).Select(pair => (pair.First, pair.Second.Output))];
    }
}
