using ChatStreaming.Kill;
using ChatStreaming.Offline;
using Microsoft.Extensions.AI;

namespace ChatStreaming.Tests;

public sealed class JournalTests : IDisposable
{
    private readonly TemporaryDatabase database = new();

    public void Dispose() => database.Dispose();

    [Fact]
    public void WithoutANote_ItIsEmpty() => Assert.Empty(Journal.Beside(database.Path).Read());

    [Fact]
    public void WhatSeveralWritersNote_IsAllThere()
    {
        var (first, second) = (Journal.Beside(database.Path), Journal.Beside(database.Path));
        first.Note(Deed.Step(1));
        first.Note(Deed.GetWeather("Rio\nde \"Janeiro\""));
        second.Note(Deed.Convert(-0.5));

        Assert.Equal([Deed.Step(1), Deed.GetWeather("Rio\nde \"Janeiro\""), Deed.Convert(-0.5)], Journal.Beside(database.Path).Read());
    }

    [Fact]
    public async Task TheModel_NotesWhichStepItIsAskedFor_AndTheToolsWhatTheyAnswer()
    {
        using var deadline = Deadline.Start();
        var journal = Journal.Beside(database.Path);
        var model = new JournalingChatClient(new OfflineChatClient(new HurriedTime()), journal);
        var weather = new JournalingWeather(new OfflineWeather(new HurriedTime()), journal);
        ChatMessage[] conversation = [new(ChatRole.User, "Hello"), new(ChatRole.Assistant, "Hm."), new(ChatRole.Tool, "1")];

        await model.GetStreamingResponseAsync(conversation, cancellationToken: deadline.Token).ToListAsync(deadline.Token);
        await weather.ReadAsync("Oslo", deadline.Token);
        await Assert.ThrowsAnyAsync<Exception>(() => weather.ReadAsync("42", deadline.Token));
        weather.ToFahrenheit(1);

        Assert.Equal([Deed.Step(2), Deed.GetWeather("Oslo"), Deed.Convert(1)], journal.Read());
    }
}
