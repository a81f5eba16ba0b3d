namespace ChatStreaming.Offline;

/// <summary>What the offline client knows.</summary>
internal static class Topics
{
    /// <summary>The weather; what is said of it where there is no tool to ask.</summary>
    public static Topic Weather { get; } =
        new([
                "rain", "rains", "rainy", "raining", "snow", "snowing", "sunny", "weather", "forecast", "temperature", "degrees", "cold", "colder",
                "warm", "warmer", "hot", "hotter", "cloud", "clouds", "cloudy", "coat", "coats", "jacket", "umbrella", "wear",
            ],
            "I cannot see out of the window from here. A cloud is a great many drops too small to fall; rain is what happens "
            + "when they find each other. Take the coat: it has never rained on anybody for carrying one.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Topic> All { get; } =
    [
        new(["cat", "cats", "kitten", "kittens", "purr", "purrs", "purring"],
            "A cat purrs by letting its vocal folds flutter some twenty-five times a second, both as it breathes in and as "
            + "it breathes out. Mostly it says that all is well and that you may go on. Cats also purr when they are hurt or "
            + "afraid, perhaps to calm themselves; so look at the rest of the cat before you take it as praise."),
        new(["dog", "dogs", "puppy", "puppies", "bark", "wag", "tail", "tails"],
            "A dog wags its tail to be read, not because it cannot help it: alone in a room it hardly does. Wide and loose "
            + "means friendly, high and stiff means wait. Dogs have studied our faces for some fifteen thousand years; it is "
            + "fair to study theirs."),
        new(["sky", "blue", "sunset", "sunsets"],
            "Sunlight is all colours at once, and air scatters the short waves far more than the long ones, so blue reaches "
            + "you from every side. At sunset the light has come through so much air that the blue was lost on the way, and "
            + "red is what is left."),
        new(["moon", "tide", "tides"],
            "The Moon turns once for each time that it goes round us, which is why it always shows the same face. It moves "
            + "away by about four centimetres a year, roughly as fast as fingernails grow, and pays for it by slowing our days."),
        new(["coffee", "tea", "espresso", "caffeine"],
            "Coffee does not give you energy; it hides from you how tired you are, by sitting where the molecule that says "
            + "so would sit. Tea does the same and is more polite about it. Have either before two in the afternoon."),
        new(["octopus", "octopuses", "octopi", "squid", "tentacles"],
            "An octopus has three hearts, blue blood, and most of its nerve cells in its arms, so that an arm can make up "
            + "its mind by itself. It has arms, by the way, and not tentacles; it would want you to know."),
        new(["stream", "streams", "streaming", "token", "tokens", "runnel"],
            "A runnel is a small stream. What you see here came one word at a time: the task wrote it, the log kept it, and "
            + "only then it was shown to you. Look away and come back with a cursor, and you go on after the last word that "
            + "you read."),
        new([".net", "dotnet", "c#", "csharp"],
            "In .NET a stream of values is an IAsyncEnumerable, and await foreach reads it at your own speed. What it lacks "
            + "is a memory: end the process and the values are gone. That is the part that a durable task adds."),
        new(["joke", "jokes", "funny", "laugh"],
            "There are two hard things in computing: naming things, cache invalidation, and off-by-one errors. There is a "
            + "third, exactly-once delivery. There is a third, exactly-once delivery."),
        new(["life", "universe", "everything", "42"],
            "Forty-two, says the literature, and then it spends the rest of the book on finding the question. That is the "
            + "right proportion: a good question is most of the work."),
        new(["hello", "hi", "hey", "moin"],
            "Hello! Ask me why cats purr, why the sky is blue, or for a joke. There are some ten things that I can talk "
            + "about, and I do not tire of them."),
        new(["who are you", "what are you", "your name", "yourself", "offline"],
            "I am a list of some ten answers and a clock. With OPENAI_API_KEY or ANTHROPIC_API_KEY set, a model sits in my place, and nothing "
            + "else in this program changes."),
        Weather,
    ];
}
