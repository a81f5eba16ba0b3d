using Runnel.Storage;

namespace Runnel.Testing.Conformance;

/// <summary>Short forms of what cases of queues do: many runs of one task, in a queue with a limit.</summary>
internal static class QueueCalls
{
    extension(StoreUnderTest store)
    {
        /// <summary>Registers the worker and declares a queue, with the tasks that wait in it.</summary>
        public async Task DeclareAsync(int? limit, string queue = "queue", params string[] tasks)
        {
            await store.RegisterAsync();
            var queues = (tasks is [] ? ["task"] : tasks).ToDictionary(task => task, string? (_) => queue, StringComparer.Ordinal);
            await store.Calls.DeclareAsync([new QueueDeclaration(queue, limit)], queues, default);
        }

        /// <summary>Gives a queue another limit.</summary>
        public async Task LimitAsync(int? limit, string queue = "queue") =>
            await store.Calls.DeclareAsync([new QueueDeclaration(queue, limit)], new Dictionary<string, string?>(StringComparer.Ordinal), default);

        /// <summary>Gives a task another queue.</summary>
        public async Task MoveAsync(string? queue, string task = "task") =>
            await store.Calls.DeclareAsync([], new Dictionary<string, string?>(StringComparer.Ordinal) { [task] = queue }, default);

        public async Task<QueueState> QueueAsync(string queue = "queue") =>
            Check.Single((await store.Calls.ListQueuesAsync(default)).Where(state => state.Name == queue), $"the queues of the name '{queue}'");

        /// <summary>Creates a run.</summary>
        public async Task<string> AddAsync(NewRun run)
        {
            await store.Calls.CreateAsync([run], default);
            return run.RunId;
        }

        /// <summary>Creates runs in one call.</summary>
        public async Task<string[]> AddAsync(int count, Func<NewRun, NewRun>? with = null)
        {
            var runs = Enumerable.Range(0, count).Select(_ => with?.Invoke(store.NewRun()) ?? store.NewRun()).ToArray();
            await store.Calls.CreateAsync(runs, default);
            return [.. runs.Select(run => run.RunId)];
        }

        /// <summary>Has a worker take what it is given.</summary>
        public async Task<Execution[]> TakeUpAllAsync(int limit = 100, string worker = "worker", params string[] tasks)
        {
            var request = store.Request(worker, limit, tasks);
            return [.. (await store.TakeAsync(request)).Runs.Select(run => new Execution(store, run, worker, request.Token))];
        }

        /// <summary>Has a worker take the run that it is given: there is one.</summary>
        public async Task<Execution> TakeUpNextAsync(string worker = "worker", params string[] tasks) =>
            Check.Single(await store.TakeUpAllAsync(limit: 1, worker, tasks), "the executions that a take gives where one run can begin");

        /// <summary>Checks that a take gives these runs, in this order, however many it asks for.</summary>
        public async Task TakesAsync(params IEnumerable<string> runIds) => Check.Sequence(runIds, await store.TakeIdsAsync(limit: 100), "the runs that a take gives");
    }
}
