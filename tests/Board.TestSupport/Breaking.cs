using System.Reflection;
using System.Runtime.ExceptionServices;

namespace MappingBoard.TestSupport;

/// <summary>
/// A part of the server some of whose calls throw, as a test says: made around a part that works. The rest it does as that
/// part.
/// </summary>
public static class Breaking
{
    /// <param name="part">What does the work.</param>
    /// <param name="fault">What a call throws, by the method's name and its arguments; null for one that goes well. Called on any thread.</param>
    /// <typeparam name="T">The part's interface.</typeparam>
    public static T Around<T>(T part, Func<string, object?[], Exception?> fault)
        where T : class
    {
        var proxy = DispatchProxy.Create<T, BreakingProxy>();
        ((BreakingProxy)(object)proxy).Begin(part, fault);
        return proxy;
    }
}

/// <summary>See <see cref="Breaking"/>.</summary>
public class BreakingProxy : DispatchProxy
{
    private object? _part;
    private Func<string, object?[], Exception?> _fault = (_, _) => null;

    internal void Begin(object part, Func<string, object?[], Exception?> fault) => (_part, _fault) = (part, fault);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        if (_fault(targetMethod.Name, args ?? []) is { } fault) throw fault;
        try
        {
            return targetMethod.Invoke(_part, args);
        }
        catch (TargetInvocationException e) when (e.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }
}
