using MappingBoard.Server.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>B4: which errors pass by themselves. The numbers are SQLite's result codes.</summary>
public sealed class SqliteErrorsTests
{
    [Theory]
    [InlineData(5)] // busy
    [InlineData(6)] // locked
    [InlineData(7)] // no memory
    [InlineData(8)] // read-only
    [InlineData(10)] // input or output
    [InlineData(13)] // full
    [InlineData(14)] // cannot open
    [InlineData(15)] // lock protocol
    public void B4_the_store_may_be_back_later(int code) => Assert.True(SqliteErrors.IsTransient(new("", code)));

    [Theory]
    [InlineData(1)] // a wrong statement
    [InlineData(11)] // corrupt
    [InlineData(19)] // constraint
    [InlineData(21)] // misuse
    [InlineData(26)] // not a database
    public void B4_waiting_does_not_help(int code) => Assert.False(SqliteErrors.IsTransient(new("", code)));

    [Fact]
    public void B4_the_cause_is_kept() => Assert.IsType<SqliteException>(SqliteErrors.Unavailable(new("", 5)).InnerException);
}
