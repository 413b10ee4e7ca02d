using System.Diagnostics;

namespace MappingBoard.LoadTest.Measuring;

/// <summary>What the driver itself takes of the machine that it shares with the server.</summary>
internal static class Cpu
{
    /// <summary>Processor time of this program so far, in seconds.</summary>
    public static double OfThisProgram()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime.TotalSeconds;
    }
}
