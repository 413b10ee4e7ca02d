namespace MappingBoard.Server.Storage;

/// <summary>A folder for the server's own account alone: what lies in it is nobody else's, whatever its own rights are.</summary>
internal static class PrivateFolder
{
    /// <summary>
    /// The folder, which is made when it is not there. One that others may read or write is closed to them, where it is this account's to
    /// do so; on Windows the rights of the folder above apply.
    /// </summary>
    public static DirectoryInfo At(string path)
    {
        if (OperatingSystem.IsWindows()) return Directory.CreateDirectory(path);
        const UnixFileMode mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var folder = Directory.CreateDirectory(path, mine);
        try
        {
            if (File.GetUnixFileMode(folder.FullName) is var mode && (mode & ~mine) != 0) File.SetUnixFileMode(folder.FullName, mode & mine);
        }
        catch (UnauthorizedAccessException)
        {
            // A volume that belongs to somebody else, who has decided who may read it. The files in it are private all the same.
        }

        return folder;
    }
}
