namespace MappingBoard.Shared.Log;

/// <summary>Something was written by a newer version than this one, which cannot know what it means (G1). It is whole, and not damaged.</summary>
public sealed class NewerVersionException : Exception
{
    public NewerVersionException()
    {
    }

    public NewerVersionException(string message)
        : base(message)
    {
    }

    public NewerVersionException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <param name="what">What it is, such as "commit".</param>
    /// <param name="found">The version of its form.</param>
    /// <param name="known">The newest that is known here.</param>
    public NewerVersionException(string what, int found, int known)
        : base(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"A newer version wrote this {what}: its form is {found}, and {known} is the newest that is known here."))
    {
        Found = found;
        Known = known;
    }

    /// <summary>The version of the form that was found; 0 where it is not the form that is newer.</summary>
    public int Found { get; }

    /// <summary>The newest version that is known here.</summary>
    public int Known { get; }
}
