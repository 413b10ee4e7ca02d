namespace MappingBoard.Server.Transfer;

/// <summary>
/// A file that is made for its owner alone, appears under its name only when it is whole and on the disk, and never takes
/// the place of another. Until then it is called <c>….part</c>; what does not come to an end is taken away.
/// </summary>
internal sealed class NewFile : IDisposable
{
    private readonly string _path;
    private bool _kept;

    private NewFile(string path) => _path = path;

    /// <summary>Where it is being written.</summary>
    public string Part => _path + ".part";

    /// <summary>Makes it, empty and closed.</summary>
    /// <exception cref="RefusedException">There is something of that name, or it cannot be written there.</exception>
    public static NewFile Make(string path)
    {
        var file = new NewFile(Path.GetFullPath(path));
        if (Path.Exists(file._path)) throw new RefusedException("There is a file of that name already. It was left as it is; name another.");
        var mine = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) mine.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            new FileStream(file.Part, mine).Dispose();
            return file;
        }
        catch (IOException e) when (File.Exists(file.Part))
        {
            throw new RefusedException("There is a file of that name ending in .part: another command is writing it, or was stopped. Take it away, or name another.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException("The file cannot be made there: the folder is missing, or this account may not write to it.", e);
        }
    }

    /// <summary>Makes what was written durable and gives the file its name.</summary>
    /// <exception cref="RefusedException">Somebody has made one of that name meanwhile.</exception>
    public void Keep()
    {
        using (var written = new FileStream(Part, FileMode.Open, FileAccess.ReadWrite)) written.Flush(flushToDisk: true);
        try
        {
            File.Move(Part, _path, overwrite: false);
        }
        catch (IOException e) when (Path.Exists(_path))
        {
            throw new RefusedException("A file of that name has been made meanwhile. It was left as it is.", e);
        }

        _kept = true;
    }

    public void Dispose()
    {
        if (!_kept) File.Delete(Part);
    }
}
