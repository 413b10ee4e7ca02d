using MappingBoard.Server.Supervision;
using Microsoft.Extensions.Logging.Abstractions;

namespace MappingBoard.TestSupport;

/// <summary>The server's own supervisor, which says nothing.</summary>
public static class Supervised
{
    public static Supervisor By(TimeProvider time) => new(time, NullLogger<Supervisor>.Instance);

    public static Supervisor BySystemTime => By(TimeProvider.System);
}
