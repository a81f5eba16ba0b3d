using System.Text;
using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Schedules are kept, and listed.</summary>
internal static class ScheduleCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Schedules);

        cases.Add("Where no schedule was added none is listed", async store => Check.Empty(await store.Calls.ListSchedulesAsync(default)));
        cases.Add("A schedule is listed as it was added", async store =>
        {
            var bytes = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
            await store.Calls.PutScheduleAsync(Of(store, "daily") with { Body = bytes }, default);
            var schedule = Check.Single(await store.Calls.ListSchedulesAsync(default));

            Check.Equal(("daily", "task"), (schedule.Id, schedule.TaskId));
            Check.Time(store.Time.GetUtcNow(), schedule.ServedUpTo);
            Check.Sequence(bytes, schedule.Body.ToArray());
        });
        cases.Add("Schedules are listed in the order of their ids, by code point", async store =>
        {
            foreach (var id in new[] { "b", "a", "B", "ä", "a-10", "a-9" })
            {
                await store.Calls.PutScheduleAsync(Of(store, id), default);
            }

            Check.Sequence(["B", "a", "a-10", "a-9", "b", "ä"], (await store.Calls.ListSchedulesAsync(default)).Select(schedule => schedule.Id));
        });
        cases.Add("A schedule that is put again has another body, and what was served stays served", async store =>
        {
            var schedule = Of(store, "daily");
            await store.Calls.PutScheduleAsync(schedule, default);
            var served = schedule.ServedUpTo.AddHours(1);
            await store.Calls.ServeScheduleAsync("daily", schedule.ServedUpTo, served, [], default);
            var again = schedule with { TaskId = "another task", ServedUpTo = schedule.ServedUpTo.AddDays(-1), Body = Encoding.UTF8.GetBytes("another body") };
            await store.Calls.PutScheduleAsync(again, default);
            var stored = Check.Single(await store.Calls.ListSchedulesAsync(default));

            Check.Equal(("another task", "another body"), (stored.TaskId, Encoding.UTF8.GetString(stored.Body.Span)));
            Check.Time(served, stored.ServedUpTo);
        });
        cases.Add("A schedule that is put again with a later time counts from where it was", async store =>
        {
            var schedule = Of(store, "daily");
            await store.Calls.PutScheduleAsync(schedule, default);
            await store.Calls.PutScheduleAsync(schedule with { ServedUpTo = schedule.ServedUpTo.AddDays(1) }, default);

            Check.Time(schedule.ServedUpTo, Check.Single(await store.Calls.ListSchedulesAsync(default)).ServedUpTo);
        });
        cases.Add("A schedule that is removed is gone, and the others stay", async store =>
        {
            await store.Calls.PutScheduleAsync(Of(store, "gone"), default);
            await store.Calls.PutScheduleAsync(Of(store, "stays"), default);

            Check.True(await store.Calls.RemoveScheduleAsync("gone", default), "there was one");
            Check.True(!await store.Calls.RemoveScheduleAsync("gone", default), "there was none any more");
            Check.Equal("stays", Check.Single(await store.Calls.ListSchedulesAsync(default)).Id);
        });
        cases.Add("A schedule that is added after it was removed counts from its new time", async store =>
        {
            var schedule = Of(store, "daily");
            await store.Calls.PutScheduleAsync(schedule, default);
            await store.Calls.RemoveScheduleAsync("daily", default);
            await store.Calls.PutScheduleAsync(schedule with { ServedUpTo = schedule.ServedUpTo.AddDays(1) }, default);

            Check.Time(schedule.ServedUpTo.AddDays(1), Check.Single(await store.Calls.ListSchedulesAsync(default)).ServedUpTo);
        });
        cases.Add("Another process's store knows the schedules", StoreCapabilities.Shared, async store =>
        {
            var other = await store.OpenAnotherAsync();
            await store.Calls.PutScheduleAsync(Of(store, "daily"), default);

            Check.Equal("daily", Check.Single(await other.ListSchedulesAsync(default)).Id);
        });
        cases.Add("Schedules, and what was served, are kept when the store is opened again", StoreCapabilities.Durable, async store =>
        {
            var schedule = Of(store, "daily");
            await store.Calls.PutScheduleAsync(schedule, default);
            await store.Calls.ServeScheduleAsync("daily", schedule.ServedUpTo, schedule.ServedUpTo.AddHours(1), [], default);
            await store.ReopenAsync();
            var stored = Check.Single(await store.Calls.ListSchedulesAsync(default));

            Check.Time(schedule.ServedUpTo.AddHours(1), stored.ServedUpTo);
            Check.Equal("body", Encoding.UTF8.GetString(stored.Body.Span));
        });

        return cases.All;
    }

    /// <summary>A schedule that counts from now on.</summary>
    internal static StoredSchedule Of(StoreUnderTest store, string id) => new(id, "task", store.Time.GetUtcNow(), Encoding.UTF8.GetBytes("body"));
}
