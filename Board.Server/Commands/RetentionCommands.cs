using MappingBoard.Server.Ports;
using MappingBoard.Server.Telemetry;
using MappingBoard.Server.Transfer;

namespace MappingBoard.Server.Commands;

/// <summary>The commands for how long a board is kept, and for its destruction.</summary>
internal static class RetentionCommands
{
    public static Task Show(CommandLine line, CommandStore store, TextWriter output) => Use(store, async (keeping, _, cancel) =>
    {
        var there = await keeping.Read(line.Board, cancel) ?? throw Refused(RetentionRefusal.NoBoard);
        await output.WriteLineAsync($"Board {BoardTag.Of(line.Board)}: {there.Commits} commits, {there.Changes} changes, the last commit's hash is {there.Hash}.");
        await output.WriteLineAsync(there switch
        {
            { Proof: { } proof } => $"It was destroyed on {Said(proof.DecidedAt)}: {proof.Ground}.",
            { HeldSince: { } since } => $"It is under legal hold since {Said(since)}.",
            _ => "It is not under legal hold.",
        });
    });

    public static Task Hold(CommandLine line, CommandStore store, TextWriter output) => Use(store, async (keeping, time, cancel) =>
    {
        if (await keeping.Hold(Order(line, time), cancel) is { } refusal) throw Refused(refusal);
        await output.WriteLineAsync($"Board {BoardTag.Of(line.Board)} is under legal hold. Nothing destroys it until end-legal-hold.");
    });

    public static Task EndHold(CommandLine line, CommandStore store, TextWriter output) => Use(store, async (keeping, time, cancel) =>
    {
        if (await keeping.EndHold(Order(line, time), cancel) is { } refusal) throw Refused(refusal);
        await output.WriteLineAsync($"Board {BoardTag.Of(line.Board)} is not under legal hold any more. Where a retention period is set, it applies again.");
    });

    public static Task Destroy(CommandLine line, CommandStore store, TextWriter output) => Use(store, async (keeping, time, cancel) =>
    {
        // First a place for the proof: nothing is destroyed that could not be proved.
        using var file = NewFile.Make(line.To);
        var (proof, refusal) = await keeping.Destroy(Order(line, time), line.Hash, cancel);
        if (proof is null) throw Refused(refusal!.Value);
        await File.WriteAllBytesAsync(file.Part, proof.Write(), cancel);
        file.Keep();
        await output.WriteLineAsync($"Destroyed board {BoardTag.Of(line.Board)}: {proof.Commits} commits, {proof.Changes} changes. Its last commit's hash was {proof.Hash}.");
        await output.WriteLineAsync("Backups and exports that hold it are still there: destroy those on your list.");
    });

    private static Task Use(CommandStore store, Func<IRetentionStore, TimeProvider, CancellationToken, Task> work) => store.Use(
        mayBeNew: false,
        (services, cancel) => work(services.GetRequiredService<IRetentionStore>(), services.GetRequiredService<TimeProvider>(), cancel));

    private static DestructionOrder Order(CommandLine line, TimeProvider time) => DestructionOrder.IsReference(line.Reference)
        ? new(line.Board, time.GetUtcNow(), line.Reference)
        : throw new RefusedException("--reference is the number of a decision: up to 40 letters a-z, digits and - / . _ : without spaces, so that it names nobody.");

    private static string Said(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture) + " UTC";

    private static RefusedException Refused(RetentionRefusal refusal) => new(refusal switch
    {
        RetentionRefusal.NoBoard => "There is no such board in this store.",
        RetentionRefusal.Held => "The board is under legal hold. Nothing was changed.",
        RetentionRefusal.NotHeld => "The board is not under legal hold. Nothing was changed.",
        RetentionRefusal.Destroyed => "The board was destroyed, or its destruction has begun. Nothing was changed.",
        _ => "The board's last commit has another hash: it has gone on since, or it is another board. Look at it by show. Nothing was changed.",
    });
}
