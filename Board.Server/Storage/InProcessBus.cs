using System.Collections.Immutable;
using MappingBoard.Shared.Records;

namespace MappingBoard.Server.Storage;

/// <summary>The bus of a server that is alone: whoever listens in this process is told at once.</summary>
public sealed class InProcessBus : IBoardBus
{
    private ImmutableDictionary<string, ImmutableList<Action<Commit>>> _ears =
        ImmutableDictionary.Create<string, ImmutableList<Action<Commit>>>(StringComparer.Ordinal);

    public void Publish(Commit commit)
    {
        ArgumentNullException.ThrowIfNull(commit);
        if (!_ears.TryGetValue(commit.Board, out var ears)) return;
        foreach (var heard in ears) heard(commit);
    }

    public IDisposable Listen(string board, Action<Commit> heard)
    {
        ImmutableInterlocked.AddOrUpdate(ref _ears, board, _ => [heard], (_, ears) => ears.Add(heard));
        return new Ear(this, board, heard);
    }

    private void Forget(string board, Action<Commit> heard) =>
        ImmutableInterlocked.Update(ref _ears, ears => !ears.TryGetValue(board, out var there) ? ears
            : there.Count == 1 && there[0] == heard ? ears.Remove(board)
            : ears.SetItem(board, there.Remove(heard)));

    private sealed class Ear(InProcessBus bus, string board, Action<Commit> heard) : IDisposable
    {
        public void Dispose() => bus.Forget(board, heard);
    }
}
