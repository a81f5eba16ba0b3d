using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Runnel;

namespace Hasty.Newsletter;

public sealed record Signup(string Email);

[Streams]
public sealed partial record SignupStreams(TaskStream<string> Steps);

public interface IMail
{
    Task SendAsync(string to, string text, CancellationToken cancellationToken);
}

[Task("sign-up")]
public sealed partial class SignUp(IMail mail)
{
    public async Task RunAsync(Signup signup, SignupStreams streams, CancellationToken cancellationToken)
    {
        await streams.Steps.WriteAsync("sending", cancellationToken);
        await mail.SendAsync(signup.Email, "Please confirm", cancellationToken);
        await streams.Steps.WriteAsync("sent", cancellationToken);
    }
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddRunnel(runnel => runnel.AddTasks());
        var app = builder.Build();

        app.MapPost("/signup", (Signup signup, SignUp.TaskClient client) =>
        {
            client.TriggerAndSubscribeAsync(signup); // review: nobody enumerates this, so no run is ever triggered; use TriggerAsync and await it
            return Results.Ok("Check your mail!");
        });

        app.MapGet("/signup/{id}", async (string id, SignUp.TaskClient client) =>
        {
            var step = "";
            await foreach (var part in client.SubscribeAsync(id))
            {
                if (part is SignUp.StreamPart.Steps(var s))
                {
                    step = s;
                }
            }

            return Results.Text(step);
        });

        app.Run();
    }
}
