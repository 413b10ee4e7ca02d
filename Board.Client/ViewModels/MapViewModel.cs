using System.Collections.Immutable;
using MappingBoard.Client.State;
using MappingBoard.Shared.Model;

namespace MappingBoard.Client.ViewModels;

/// <summary>
/// The map as it is shown: the one selector from the state to what the components draw. Pure. Given what was shown before, it
/// shows the same as without it, and what has not changed is the same object: so a change of one note asks the rules about
/// that note and draws that note, however many there are.
/// </summary>
public sealed class MapViewModel
{
    private readonly MapReader _reader;
    private readonly Pairs _pairs;
    private readonly ColumnReading[] _columns;

    private MapViewModel(BoardState state, Board board, bool canTouch, bool isRecord, MapViewModel? before)
    {
        _reader = new(state, board, canTouch, isRecord, before?._reader);
        NoteRow[] rows = [.. board.Template.Columns.Select((c, i) => NoteRow.Of(board, c.Column, before?._columns[i].Row))];
        _pairs = Pairs.Of(board, rows, before?._pairs);

        // Null: everything is to be looked at anew.
        var stale = before is not null && ReferenceEquals(_pairs, before._pairs) ? _reader.OtherwiseThan(before._reader) : null;
        _columns = [.. board.Template.Columns.Select((c, i) => ColumnReading.Of(c, rows[i], _reader, _pairs, stale, before?._columns[i]))];
        Columns = [.. _columns.Select(c => c.ViewModel)];
        Scales = [.. board.Scales.Where(s => s.SetAside is null).Select(s => ScaleOf(s, before)).OrderBy(s => s.Number ?? 0)];
        Aside = [.. board.Scales.Where(s => s.SetAside is not null).Select(s => _reader.Aside(s, before?.Aside.FirstOrDefault(a => ReferenceEquals(a.Scale, s))))];
    }

    /// <summary>Three, in their order.</summary>
    public ImmutableArray<ColumnViewModel> Columns { get; }

    /// <summary>Those in use: overall ones first as they were added, then those of danger statements by their numbers.</summary>
    public ImmutableArray<ScaleViewModel> Scales { get; }

    /// <summary>Scales that were set aside (R4).</summary>
    public ImmutableArray<AsideViewModel> Aside { get; }

    /// <summary>Whether the reader may write new notes at this meeting now.</summary>
    public bool CanWrite => _reader.CanWrite;

    public bool CanAddScale => _reader.CanAddScale;

    /// <summary>How many rules were asked to make this out.</summary>
    public int Asked => _reader.Asked;

    /// <param name="state">What to show.</param>
    /// <param name="canTouch">False while the page is only rendered.</param>
    /// <param name="before">What was shown before.</param>
    public static MapViewModel Of(BoardState state, bool canTouch, MapViewModel? before = null) => new(state, state.Board, canTouch, isRecord: false, Fitting(state.Board, before));

    /// <summary>The map as it is on the record: what the server has, and nothing of what waits here.</summary>
    /// <param name="state">What to show.</param>
    /// <param name="before">What was shown before.</param>
    public static MapViewModel Final(BoardState state, MapViewModel? before = null) =>
        new(state, state.Replica.Confirmed, canTouch: false, isRecord: true, Fitting(state.Replica.Confirmed, before));

    /// <summary>Another template has other columns.</summary>
    private static MapViewModel? Fitting(Board board, MapViewModel? before) => before?._reader.Board.Template == board.Template ? before : null;

    private ScaleViewModel ScaleOf(Scale scale, MapViewModel? before)
    {
        var danger = _reader.Board.Note(scale.Danger) is { IsRemoved: false } note ? note : null;
        return _reader.ScaleOf(scale, danger, _pairs, before?.Scales.FirstOrDefault(s => ReferenceEquals(s.Scale, scale)));
    }
}
