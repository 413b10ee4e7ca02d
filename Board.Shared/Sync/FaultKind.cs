namespace MappingBoard.Shared.Sync;

/// <summary>What kind of fault something was, for a log that must hold nobody's words: the message of an exception may quote them.</summary>
public static class FaultKind
{
    /// <summary>The names of the exception and of what caused it, outermost first.</summary>
    public static string Of(Exception fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return fault.InnerException is { } cause ? $"{fault.GetType().Name}: {Of(cause)}" : fault.GetType().Name;
    }
}
