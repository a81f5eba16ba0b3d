using Runnel;

namespace Hasty.Loans;

public sealed record Applicant(string Name, decimal Income);

[Task("check-credit")]
public sealed partial class CheckCredit
{
    public bool Run(Applicant applicant) => applicant.Income > 1000;
}

[Task("rate-loan")]
public sealed partial class RateLoan(CheckCredit.TaskClient credit)
{
    public double Run(Applicant applicant)
    {
        var task = credit.TriggerAndWaitAsync(applicant);
        task.Wait(); // review: holds a thread of the pool until the other run has ended; make it RunAsync and await
        return applicant.Income > 5000 ? 1.5 : 3;
    }
}

public sealed class LoanOffice
{
    private readonly RateLoan.TaskClient rates;
    private readonly CheckCredit.TaskClient credit;
    private readonly double usual;

    public LoanOffice(RateLoan.TaskClient rates, CheckCredit.TaskClient credit)
    {
        (this.rates, this.credit) = (rates, credit);
        usual = rates.TriggerAndWaitAsync(new Applicant("Jo", 3000)).Result.GetOutputOrThrow(); // review: whoever asks the container for an office waits for a run, on its thread
    }

    public async Task<bool> IsWelcomeAsync(Applicant applicant)
    {
        var result = await credit.TriggerAndWaitAsync(applicant);
        return result.Output; // review: a check that crashed turns the applicant away
    }

    public async Task<double> OfferAsync(Applicant applicant)
    {
        var (check, rate) = (credit.TriggerAndWaitAsync(applicant), rates.TriggerAndWaitAsync(applicant));
        await Task.WhenAll(check, rate);
        if (!(await check).Output) // review: again, a check that failed is a refusal
        {
            return double.NaN;
        }

        return (await rate) is { Output: var percent } ? percent : usual; // review: the pattern looks at nothing but Output, so a failed rating is a loan for 0 %
    }

    public async Task<double> AverageAsync(IReadOnlyList<Applicant> applicants)
    {
        var results = await Task.WhenAll(applicants.Select(applicant => rates.TriggerAndWaitAsync(applicant)));
        return results.Select(result => result.Output).DefaultIfEmpty(usual).Average(); // review: zeros of failed runs pull the average down
    }

    public async Task<double> LowestAsync(IReadOnlyList<Applicant> applicants)
    {
        var lowest = double.MaxValue;
        foreach (var rated in await rates.BatchTriggerAndWaitAsync(from applicant in applicants select new BatchItem<Applicant>(applicant)))
        {
            lowest = Math.Min(lowest, rated.Output); // review: one failed run, and the lowest is 0
        }

        return lowest;
    }

    public void Prepare(IEnumerable<Applicant> applicants)
    {
        Task.WaitAll([.. applicants.Select(applicant => rates.TriggerAsync(applicant))]); // review: blocks as well, though only until the runs are stored
    }

    public void Forget(Applicant applicant) => _ = rates.TriggerAndWaitAsync(applicant); // review: not awaited; an exception, such as of a payload that does not fit, is lost
}
