using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Runnel;

namespace ChatStreaming;

/// <summary>Adds the sample's task to a host.</summary>
public static class ChatServices
{
    /// <summary>Adds <see cref="Chat"/>, its client, and what it needs besides an <see cref="IChatClient"/>.</summary>
    public static IServiceCollection AddChat(this IServiceCollection services) => services
        .AddSingleton(_ => new HttpClient(new SocketsHttpHandler { UseProxy = false }))     // the page is on loopback
        .AddRunnel(runnel => runnel
            .UseInMemory()      // as by default, but on purpose: the run need not outlive the sample
            .AddTasks());
}
