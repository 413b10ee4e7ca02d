using CsCheck;
using MappingBoard.Client.State.Writing;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport.Writing;
using Xunit;

namespace MappingBoard.Client.Tests.State.Writing;

/// <summary>
/// A text field and the board, edited at both ends over a line on which everything may be late, doubled, lost, and in
/// any order. Every sign that is written is another one, so that it can be told which are still there.
/// </summary>
public class TextMirrorTests
{
    [Fact]
    public void R2_both_ends_show_the_same_and_nothing_typed_is_lost_or_comes_back() => Steps(Act.Compose).Sample(steps =>
    {
        var line = Meet(steps);
        Assert.All(line.Deleted, sign => Assert.DoesNotContain(sign, line.Board));
    }, iter: 20_000);

    /// <summary>What is composed is taken in as a whole; what others delete inside that meanwhile may come back with it.</summary>
    [Fact]
    public void R2_composed_characters_hold_back_what_others_write_and_lose_nothing() =>
        Steps(null).Sample(steps => Meet(steps), iter: 20_000);

    private static Gen<Step[]> Steps(Act? without) =>
        Gen.Select(Gen.Enum<Act>(), Gen.Int[0, 1_000], Gen.Int[0, 4], Gen.Int[0, 3], (act, at, delete, insert) => new Step(act == without ? Act.Type : act, at, delete, insert)).Array[0, 60];

    private static Line Meet(Step[] steps)
    {
        var line = new Line("the text at first");
        foreach (var step in steps) line.Do(step);
        line.ComeToRest();

        Assert.Equal(line.Board, line.Module.Field);
        Assert.Equal(line.Board, line.Mirror.Text);
        Assert.All(line.Written.Except(line.Deleted), sign => Assert.Contains(sign, line.Board));
        return line;
    }

    private enum Act
    {
        Type,
        TypeMore,
        OthersWrite,
        Call,
        ArriveAtNet,
        ArriveAtField,
        AnswerToField,
        AnswerToNet,
        Show,
        Lose,
        Compose,
        EndComposing,
        Rest,
    }

    private sealed record Step(Act Act, int At, int Delete, int Insert);

    private sealed class Line(string text)
    {
        private readonly List<TypedCall> _toNet = [];
        private readonly List<TextShown> _toField = [];
        private readonly List<(long N, long Until)> _answersToField = [];
        private readonly List<(long M, long N)> _answersToNet = [];
        private char _next = '\uE000';

        public string Board { get; private set; } = text;

        public TextMirror Mirror { get; } = new(text);

        public TextModule Module { get; } = new(text);

        public HashSet<char> Written { get; } = [];

        public HashSet<char> Deleted { get; } = [];

        public void Do(Step step)
        {
            switch (step.Act)
            {
                case Act.Type or Act.TypeMore: Module.Write(Edit(step, Module.Field)); break;
                case Act.OthersWrite: Board = Edit(step, Board).Apply(Board); break;
                case Act.Call: if (Module.Call() is { } call) _toNet.Add(call); break;
                case Act.Show: if (Mirror.Next(Board) is { } message) _toField.Add(message); break;
                case Act.ArriveAtNet: Arrive(_toNet, step, TakeTyped); break;
                case Act.ArriveAtField: Arrive(_toField, step, m => Module.Show(m.M, m.Took, m.Edit, n => _answersToNet.Add((m.M, n)))); break;
                case Act.AnswerToField: Arrive(_answersToField, step, a => Module.Answer(a.N, a.Until)); break;
                case Act.AnswerToNet: Arrive(_answersToNet, step, a => Mirror.Received(a.M, a.N)); break;
                case Act.Lose: Lose(step); break;
                case Act.Compose: Module.StartComposing(); break;
                case Act.EndComposing: Module.EndComposing(); break;
                case Act.Rest: Module.Rest(); break;
            }
        }

        /// <summary>The line is good again, and nobody writes any more.</summary>
        public void ComeToRest()
        {
            Module.EndComposing();
            for (var round = 0; Module.IsDue || Mirror.Next(Board) is not null; round++)
            {
                Assert.True(round < 100, "It does not come to rest.");
                if (Module.Call() is { } call) TakeTyped(call);
                if (Mirror.Next(Board) is { } message) Module.Show(message.M, message.Took, message.Edit, n => Mirror.Received(message.M, n));
                while (_answersToField.Count > 0) Arrive(_answersToField, new(Act.AnswerToField, 0, 0, 0), a => Module.Answer(a.N, a.Until));
            }
        }

        private void TakeTyped(TypedCall call)
        {
            var on = Mirror.Text;
            if (Mirror.Take(call.N, call.Seen, call.Edit) is { } typed)
                Board = TextEdit.Transform(TextDiff.Between(on, Board), typed).Right.Apply(Board);
            _answersToField.Add((call.N, Mirror.Shown));
        }

        /// <summary>Any of what is on the way arrives, and is sometimes left there to arrive again.</summary>
        private static void Arrive<T>(List<T> onTheWay, Step step, Action<T> arrive)
        {
            if (onTheWay.Count == 0) return;
            var index = step.At % onTheWay.Count;
            var message = onTheWay[index];
            if (step.Delete < 3) onTheWay.RemoveAt(index);
            arrive(message);
        }

        private void Lose(Step step)
        {
            if (step.Delete == 0) _toNet.Clear();
            if (step.Delete == 1) _toField.Clear();
            if (step.Delete == 2) _answersToField.Clear();
            if (step.Delete == 3) _answersToNet.Clear();
        }

        private TextEdit Edit(Step step, string text)
        {
            var at = step.At % (text.Length + 1);
            var delete = Math.Min(step.Delete, text.Length - at);
            Deleted.UnionWith(text.Substring(at, delete).Where(Written.Contains));
            var insert = string.Concat(Enumerable.Range(0, step.Insert).Select(_ => _next++));
            Written.UnionWith(insert);
            return TextEdit.Replace(text.Length, at, delete, insert);
        }
    }
}
