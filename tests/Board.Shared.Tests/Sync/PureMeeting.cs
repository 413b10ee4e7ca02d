using System.Collections.Immutable;
using System.Text.Json;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Visibility;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Shared.Tests.Sync;

/// <summary>
/// A meeting without a server: one ledger, several replicas, and queues between them in place of a network. Everything
/// crosses as JSON. Queues are cut at random places, as connections are; what was in them is lost.
/// </summary>
internal sealed class PureMeeting
{
    private readonly Random _random;
    private readonly List<Page> _pages = [];
    private readonly List<Commit> _log = [];
    private DateTimeOffset _now = SampleBoards.Noon;

    public PureMeeting(int seed, int pages)
    {
        _random = new(seed);
        var board = _random.Id();
        Ledger = Ledger.Empty(board);
        var people = Enumerable.Range(0, pages).Select(_ => _random.Id()).ToList();
        Commit(draft =>
        {
            Assert.Null(draft.TakeOwn(people[0], [SampleBoards.Start]));
            foreach (var person in people) Assert.Null(draft.TakeOwn(person, [new JoinBoard("Made up", "made up", person == people[0] ? Role.Chair : AnyThing.Role(_random))]));
        });
        foreach (var person in people) _pages.Add(new(person, Replica.New(_random.Id(), board)));
    }

    public Ledger Ledger { get; private set; }

    public IReadOnlyList<Commit> Log => _log;

    public IEnumerable<(string Person, Replica Replica)> Replicas => _pages.Select(p => (p.Person, p.Replica));

    public int Accepted { get; private set; }

    public void Run(int steps)
    {
        for (var i = 0; i < steps; i++) Step(_random.Pick(_pages));
    }

    /// <summary>Everybody comes back, and all that waits is sent, until nothing moves any more.</summary>
    public void Rest()
    {
        for (var round = 0; round < 10_000; round++)
        {
            foreach (var page in _pages)
            {
                if (!page.Connected) Enter(page);
                Flush(page);
                while (page.ToServer.Count > 0) Take(page);
                while (page.ToPage.Count > 0) Deliver(page);
            }

            if (_pages.TrueForAll(p => p.Replica.IsSaved && p.ToPage.Count == 0 && p.Replica.Stream == Ledger.StreamOf(p.Person))) return;
        }

        throw new InvalidOperationException("The meeting does not come to rest.");
    }

    private void Step(Page page)
    {
        _now += TimeSpan.FromMilliseconds(_random.Next(400));
        switch (_random.Next(100))
        {
            case < 40:
                if (page.Replica.IsOpen) page.Replica = page.Replica.Propose(AnyChange.On(page.Replica.Shown, _random), _now).Next;
                break;
            case < 44:
                page.Replica = page.Replica.Undo(_now).Next;
                break;
            case < 46:
                page.Replica = page.Replica.Redo(_now).Next;
                break;
            case < 60:
                if (page.Connected) Flush(page);
                break;
            case < 75:
                if (page.ToServer.Count > 0) Take(page);
                break;
            case < 94:
                if (page.ToPage.Count > 0) Deliver(page);
                break;
            case < 96:
                page.Cut();
                break;
            default:
                if (!page.Connected) Enter(page);
                break;
        }
    }

    private void Enter(Page page)
    {
        page.Connected = true;
        var position = page.Replica.Position;
        var answer = Ledger.Replicas.GetValueOrDefault(position.Replica)?.Answer;
        var stream = Stream(page.Person).ToList();
        var missed = stream.SkipWhile(b => b.Last <= position.Stream).Select(b => b.Batch).ToImmutableArray();
        var whole = position.Stream == 0 || _random.Chance(0.3);
        page.ToPage.Enqueue(Wire(new Welcome(
            page.Person,
            Ledger.StreamOf(page.Person),
            whole ? [] : missed,
            [],
            _now,
            whole ? BoardSnapshot.Of(Ledger.SeenBy(page.Person)) : null,
            answer)));
    }

    private IEnumerable<(long Last, StreamBatch Batch)> Stream(string person)
    {
        var ledger = Ledger.Empty(Ledger.Board.Id);
        foreach (var commit in _log)
        {
            // A stream that begins when somebody joins begins at 1 (C8).
            var last = ledger.Views.Numbers.Of(person, Ledger.Board.SetOf(person));
            foreach (var batch in SeenCommit.Of(ledger, commit).For(person, Ledger.Board.SetOf(person)))
                yield return (last += batch.Changes.Length, batch);
            ledger = ledger.Replay(commit, CommitHash.Of(commit));
        }
    }

    private void Flush(Page page)
    {
        if (!page.Entered) return;
        (page.Replica, var batch) = page.Replica.Send();
        if (batch is null) return;
        page.ToServer.Enqueue(batch);
        if (_random.Chance(0.1)) page.ToServer.Enqueue(batch);
    }

    /// <summary>The server commits what one page sent, or what several did at once.</summary>
    private void Take(Page first)
    {
        var answers = new List<(Page Page, BatchAnswer Answer)>();
        Commit(draft =>
        {
            foreach (var page in _pages.Where(p => p == first || (p.ToServer.Count > 0 && _random.Chance(0.3))))
            {
                var sent = page.ToServer.Dequeue();
                var batch = JsonSerializer.Deserialize(JsonSerializer.Serialize(sent, BoardJson.Default.Batch), BoardJson.Default.Batch)!;
                Assert.False(draft.Ledger.NeedsHistory(batch, page.Person));
                var outcome = draft.Take(page.Replica.Id, page.Person, batch);
                if (outcome.Answer is { } answer) answers.Add((page, answer));
                else Assert.True(outcome.Disorder == Disorder.StaleBatch, $"A replica sent a batch out of order: {outcome.Disorder!.Code}.");
                if (outcome.IsNew) Accepted += outcome.Answer!.Count;
            }
        }, answers);
    }

    private void Commit(Action<CommitDraft> gather, List<(Page Page, BatchAnswer Answer)>? answers = null)
    {
        var draft = new CommitDraft(Ledger, _now);
        gather(draft);
        var before = Ledger;
        SeenCommit? seen = null;
        if (!draft.IsEmpty)
        {
            var (commit, ledger) = draft.Finish();
            _log.Add(commit);
            Ledger = ledger;
            seen = SeenCommit.Of(before, commit);
            Assert.Equal(Ledger.Board.SeenBy(Viewer.Everyone).Json(), Ledger.Views.For(TestCircles.Family).Json());
            Assert.Equal(Ledger.Board.SeenBy(TestCircles.AllStaff).Json(), Ledger.Views.For(TestCircles.Staff).Json());
        }

        foreach (var (page, answer) in answers ?? []) page.ToPage.Enqueue(Wire(new Answered(answer)));
        if (seen is null) return;
        foreach (var page in _pages.Where(p => p.Connected))
        {
            var shown = seen.For(page.Person, before.Board.SetOf(page.Person));
            if (!shown.IsEmpty) page.ToPage.Enqueue(Wire(new Committed(before.StreamOf(page.Person) + 1, shown)));
        }
    }

    private static void Deliver(Page page)
    {
        var message = JsonSerializer.Deserialize(page.ToPage.Dequeue(), BoardJson.Default.ServerMessage)!;
        switch (message)
        {
            case Welcome welcome:
                page.Replica = page.Replica.Receive(welcome);
                page.Entered = true;
                if (page.Replica.Unanswered is { } batch) page.ToServer.Enqueue(batch);
                break;
            case Committed committed:
                page.Replica = page.Replica.Receive(committed);
                break;
            case Answered answered:
                page.Replica = page.Replica.Receive(answered);
                break;
        }

        Assert.False(page.Replica.HasGap, "A replica has missed part of an ordered stream.");
    }

    private static string Wire(ServerMessage message) => JsonSerializer.Serialize(message, BoardJson.Default.ServerMessage);

    private sealed class Page(string person, Replica replica)
    {
        public string Person { get; } = person;

        public Replica Replica { get; set; } = replica;

        public Queue<Batch> ToServer { get; } = new();

        public Queue<string> ToPage { get; } = new();

        public bool Connected { get; set; }

        public bool Entered { get; set; }

        public void Cut()
        {
            Connected = false;
            Entered = false;
            ToServer.Clear();
            ToPage.Clear();
        }
    }
}
