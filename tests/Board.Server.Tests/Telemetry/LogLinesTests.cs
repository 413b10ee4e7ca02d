using System.Reflection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace MappingBoard.Server.Tests.Telemetry;

/// <summary>What the server's own log may hold.</summary>
public sealed class LogLinesTests
{
    /// <summary>The message of an exception may quote what people wrote; a line has its kind, and where it was.</summary>
    [Fact]
    public void No_line_of_the_log_takes_a_whole_exception()
    {
        var lines = typeof(BoardServer).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<LoggerMessageAttribute>() is not null)
            .ToList();
        Assert.True(lines.Count > 20, "The search is blind.");
        Assert.DoesNotContain(lines, line => line.GetParameters().Any(p => p.ParameterType.IsAssignableTo(typeof(Exception))));
    }
}
