using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms;
using MappingBoard.Server.Storage.Sqlite;
using MappingBoard.Server.Supervision;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Boards;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace MappingBoard.Server.Tests.Transports;

/// <summary>
/// Ten meetings at one server, on the embedded store. What goes wrong with one of them the nine others do not notice (G3):
/// no line of theirs ends, nothing is refused, and what is written there is saved and seen.
/// </summary>
public sealed class TenBoardsTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly List<Meeting> _meetings = [];
    private readonly LogRecorder _log = new();
    private RunningServer _server = null!;
    private volatile string? _thrownAt;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.Start(
            ["--Rooms:IdleTime=00:00:01", "--Rooms:SnapshotEvery=10", "--Listing:Every=00:10:00", "--Pace:PerSecond=1000", "--Pace:Burst=10000", $"--Storage:Path={_folder["boards"]}"],
            builder => builder.Services.AddSingleton<ILoggerProvider>(_log).AddSingleton<IBoardStore>(s => Breaking.Around<IBoardStore>(
                ActivatorUtilities.CreateInstance<SqliteBoardStore>(s),
                (_, args) => args.Length > 0 && BoardOf(args[0]) is { } board && board == _thrownAt ? new InvalidCastException("Nobody thought of this.") : null)));
        for (var i = 0; i < 10; i++) _meetings.Add(await Meeting.Gather(_server, i));
    }

    [Fact]
    public async Task G3_nine_meetings_notice_nothing_of_what_goes_wrong_with_the_tenth()
    {
        await NobodyElseNotices(_meetings[0], async bad =>
        {
            _thrownAt = bad.Bench.Board;
            await bad.Chair.Does(Meeting.Note("into a store that throws"));
            // The room breaks, its pages come back, and cannot come in.
            await bad.Chair.Is(LinkState.Away);
        });
        _thrownAt = null;
        await _meetings[0].Goes("when the store is mended");

        await NobodyElseNotices(_meetings[1], async bad =>
        {
            await bad.Leaves();
            var rooms = bad.Bench.Rooms;
            await Waits.For(() => rooms.ReadIfOpen(bad.Bench.Board), seen => seen is null);
            // The snapshot comes a moment after the room has ended: before the damage, or it would hide it.
            var store = _server.App.Services.GetRequiredService<IBoardStore>();
            var last = (await store.ReadCommits(bad.Bench.Board, 0, TestContext.Current.CancellationToken))[^1].Number;
            await Waits.For(() => store.ReadSnapshot(bad.Bench.Board, TestContext.Current.CancellationToken), seen => seen?.Number == last);
            await BreakPagesOf(bad);
            var back = bad.Bench.InABrowser("chair");
            await back.Is(LinkState.Ended);
            Assert.Equal(CloseReasons.Damaged.Code, back.Received.OfType<Closed>().Single().Code);
        });

        await NobodyElseNotices(_meetings[2], async bad =>
        {
            var raw = await bad.Bench.Raw("Ben");
            await raw.Enter(bad.Bench.Board, Random.Shared.Id());
            for (var i = 0; i < 5; i++) await raw.Invoke(HubContract.Submit, "{\"n\":1,\"changes\":[{\"kind\":\"of-nobody\"}]}");
            await raw.Send("this is no message");
            bad.Ada.CannotTakeInTheNext();
            await bad.Chair.Does(Meeting.Note("that Ada's page cannot take in"));
            await bad.Ada.Sees("that Ada's page cannot take in");
        });
        await _meetings[2].Goes("after the faulty messages");

        Assert.False(_server.App.Lifetime.ApplicationStopping.IsCancellationRequested);
        Assert.All(_server.App.Services.GetServices<IHostedService>().OfType<SupervisedService>(), s => Assert.False(s.ExecuteTask!.IsCompleted, $"{s} has ended."));
    }

    public async ValueTask DisposeAsync()
    {
        _thrownAt = null;
        foreach (var meeting in _meetings) await meeting.Bench.DisposeAsync();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private static string? BoardOf(object? argument) => argument switch
    {
        string board => board,
        Shared.Log.Commit commit => commit.Board,
        Shared.Log.Snapshot snapshot => snapshot.Board.Id,
        _ => null,
    };

    private async Task NobodyElseNotices(Meeting bad, Func<Meeting, Task> goesWrong)
    {
        var others = _meetings.Where(m => m != bad).ToList();
        // A meeting whose own turn has been may have ended already; the others go on writing all the while.
        var going = others.Where(m => m.GoesOn).ToList();
        var before = going.ToDictionary(m => m, m => m.Noticed);
        using var enough = new CancellationTokenSource();
        var writing = Task.WhenAll(going.Select(m => m.GoesOnUntil(enough.Token)));
        await goesWrong(bad);
        await Task.WhenAll(going.Select(m => m.Goes("while it was so")));
        await enough.CancelAsync();
        await writing;
        foreach (var meeting in going)
            Assert.True(before[meeting] == meeting.Noticed, $"{meeting.Mark} noticed something: {before[meeting]} became {meeting.Noticed}. {string.Join(Environment.NewLine, _log.Lines.Where(l => l.Contains("broke", StringComparison.Ordinal) || l.Contains("fault", StringComparison.Ordinal)).TakeLast(5))}");
    }

    /// <summary>Overwrites the pages of the file on which the words of this meeting stand, and no others: its notes are as long as many pages.</summary>
    private async Task BreakPagesOf(Meeting meeting)
    {
        const int page = 4096;
        var path = Path.Combine(_folder["boards"], SqliteDatabase.FileName);
        // What stands in the log beside the file would be read from there. The others write on: there is a gap sooner or later.
        await Waits.Until(() => IsEmptied(path));
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes);
        var mark = System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(meeting.Mark, 20)));
        var broken = 0;
        for (var at = page; at < bytes.Length; at += page)
        {
            // A page with so much of it is an overflow page, of its row alone.
            if (bytes.AsSpan(at, page).Count(mark) < 15) continue;
            file.Position = at;
            file.Write(Enumerable.Repeat((byte)0xFF, page).ToArray());
            broken++;
        }

        Assert.NotEqual(0, broken);
    }

    private static bool IsEmptied(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        return command.ExecuteScalar() is 0L;
    }

    private sealed class Meeting(HubBench bench, BoardPerson chair, BoardPerson ada, string mark)
    {
        private int _notes;

        public HubBench Bench => bench;

        public BoardPerson Chair => chair;

        public BoardPerson Ada => ada;

        /// <summary>A few letters that stand on no other board.</summary>
        public string Mark => mark;

        public bool GoesOn { get; private set; } = true;

        /// <summary>All that people can notice besides each other's words.</summary>
        public string Noticed => string.Join(", ", new[] { chair, ada }.SelectMany(p => p.Links.Select(l => l.ToString()).Concat(p.Received.Where(m => m is Closed or Unreadable or SlowDown).Select(m => m.ToString()!))));

        public static async Task<Meeting> Gather(RunningServer server, int number)
        {
            var bench = await HubBench.On(server);
            var meeting = new Meeting(bench, bench.InABrowser("chair"), bench.OnACircuit("Ada"), $"[{number}]q{number}z");
            await meeting.Chair.IsIn();
            await meeting.Ada.IsIn();
            for (var i = 0; i < 3; i++) await meeting.Chair.Does(Words(string.Concat(Enumerable.Repeat(meeting.Mark, 600))));
            await meeting.Chair.IsSaved();
            return meeting;
        }

        public static AddNote Note(string text) => Words(text);

        /// <summary>Both write, both are saved, both see it.</summary>
        public async Task Goes(string when)
        {
            var (one, two) = ($"chair {when} {Interlocked.Increment(ref _notes)}", $"Ada {when} {Interlocked.Increment(ref _notes)}");
            await chair.Does(Words(one));
            await ada.Does(Words(two));
            await ada.Sees(one);
            await chair.Sees(two);
            await chair.IsSaved();
            await ada.IsSaved();
        }

        public async Task GoesOnUntil(CancellationToken enough)
        {
            using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
            while (!enough.IsCancellationRequested)
            {
                await Goes("meanwhile");
                await pace.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            }
        }

        public async Task Leaves()
        {
            GoesOn = false;
            await chair.DisposeAsync();
            await ada.DisposeAsync();
        }

        private static AddNote Words(string text) => new(Random.Shared.Id(), new(Column.Worries), text);
    }
}
