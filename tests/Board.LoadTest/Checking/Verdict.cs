namespace MappingBoard.LoadTest.Checking;

/// <summary>What is wrong at the end; all zero and empty when nothing is.</summary>
internal sealed class Verdict
{
    private readonly List<string> _faults = [];

    /// <summary>Acknowledged changes that the log does not hold, or not as they were sent.</summary>
    public int Lost { get; private set; }

    /// <summary>Changes that took effect more than once.</summary>
    public int Doubled { get; private set; }

    /// <summary>Replicas, and logs, that say something else than the others.</summary>
    public int Unequal { get; private set; }

    /// <summary>Changes by intruders that took effect, though they may do nothing.</summary>
    public int HostileEffects { get; set; }

    /// <summary>Messages and pages in which an intruder found what is not for them.</summary>
    public int HostileLeaks { get; set; }

    /// <summary>Accepted changes that the logs hold.</summary>
    public long Logged { get; set; }

    /// <summary>The commits in which they are.</summary>
    public int Commits { get; set; }

    /// <summary>Each fault in words, without anybody's words in it.</summary>
    public IReadOnlyList<string> Faults => _faults;

    public bool IsGood => Lost == 0 && Doubled == 0 && Unequal == 0 && HostileEffects == 0 && HostileLeaks == 0;

    public void Lose(int changes, string how)
    {
        Lost += changes;
        _faults.Add(how);
    }

    public void Double(int changes, string how)
    {
        Doubled += changes;
        _faults.Add(how);
    }

    public void Differ(string how)
    {
        Unequal++;
        _faults.Add(how);
    }
}
