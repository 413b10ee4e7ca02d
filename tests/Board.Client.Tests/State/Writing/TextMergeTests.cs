using CsCheck;
using MappingBoard.Client.State.Writing;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Client.Tests.State.Writing;

/// <summary>Words of an earlier life of the page, put into a note that has gone on since (R5).</summary>
public sealed class TextMergeTests
{
    [Theory]
    [InlineData("He rang.", "He rang. Twice.", "He rang.", "He rang. Twice.")] // Nobody else wrote.
    [InlineData("He rang.", "He rang. Twice.", "She said: He rang.", "She said: He rang. Twice.")] // Somebody did, elsewhere.
    [InlineData("He rang.", "He rang. Twice.", "He rang. Twice.", "He rang. Twice.")] // It had got there.
    [InlineData("He rang.", "He rang. Twice. Loudly.", "He rang. Twice.", "He rang. Twice. Loudly.")] // It had got there in part.
    [InlineData("He rang.", "He rang. Twice.", "He rang. Twice. Loudly.", "He rang. Twice. Loudly.")] // Others went on from it.
    [InlineData("He rang.", "He rang. At night. I heard it.", "He rang. At night.", "He rang. At night. I heard it.")] // Others' words that I saw.
    [InlineData("He rang twice.", "He rang.", "He rang twice.", "He rang.")] // Taken out by me.
    [InlineData("He rang twice.", "He rang twice. I heard it.", "He rang.", "He rang. I heard it.")] // Taken out by them.
    [InlineData("", "One.", "Two.", "Two.One.")]
    [InlineData("He rang.", "", "He rang.", "")]
    public void R5_what_either_wrote_is_there_once(string before, string words, string now, string merged) =>
        Assert.Equal(merged, TextMerge.Into(before, words, now).Apply(now));

    [Fact]
    public void R5_what_nobody_else_touched_comes_out_as_its_author_had_it() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var before = AnyChange.Words(random);
        var words = before;
        for (var i = 0; i < 4; i++) words = AnyChange.Edit(words, random).Apply(words);
        Assert.Equal(words, TextMerge.Into(before, words, before).Apply(before));
        Assert.Equal(words, TextMerge.Into(before, before, words).Apply(words));
        Assert.Equal(words, TextMerge.Into(before, words, words).Apply(words));
    }, iter: 500);

    [Fact]
    public void R5_any_three_texts_give_one_without_half_a_sign() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var before = AnyChange.Words(random);
        var (words, now) = (before, before);
        for (var i = 0; i < 4; i++) (words, now) = (AnyChange.Edit(words, random).Apply(words), AnyChange.Edit(now, random).Apply(now));
        Assert.True(Utf16.IsWellFormed(TextMerge.Into(before, words, now).Apply(now)));
    }, iter: 500);
}
