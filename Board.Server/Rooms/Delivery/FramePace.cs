namespace MappingBoard.Server.Rooms.Delivery;

/// <summary>
/// How soon one frame may follow another (G4). A frame that finds its audience quiet goes out at once; after it there is
/// a pause that is a multiple of what giving it out cost, so that a busy room spends a bounded part of its time on
/// sending, whatever its size, and one frame carries what came meanwhile. Counts one audience's frames and nothing else,
/// so that nobody's pace tells of what they do not see (V5). Used by its room's loop alone.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="options">How long the pause is.</param>
internal sealed class FramePace(TimeProvider time, RoomOptions options)
{
    private long _pausesSince;
    private TimeSpan _pause;

    /// <summary>How long the next frame still has to wait; zero or less when it may go out.</summary>
    public TimeSpan Wait => _pause == TimeSpan.Zero ? TimeSpan.Zero : _pause - time.GetElapsedTime(_pausesSince);

    /// <summary>A frame went out to the audience.</summary>
    /// <param name="began">When giving it out began.</param>
    public void Sent(long began)
    {
        _pausesSince = time.GetTimestamp();
        var pause = time.GetElapsedTime(began, _pausesSince) * options.FramePauseTimes;
        if (pause < options.FramePauseLeast) pause = options.FramePauseLeast;
        _pause = pause < options.FramePauseMost ? pause : options.FramePauseMost;
    }
}
