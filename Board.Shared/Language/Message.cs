namespace MappingBoard.Shared.Language;

/// <summary>
/// Something to be said to a person, in no language yet: a message of the catalogue and what is put into it. Compared by
/// its content. <see cref="Messages"/> makes each of them; a <see cref="Localizer"/> says it.
/// </summary>
/// <param name="Group">The catalogue's group, for example <c>refusals</c>.</param>
/// <param name="Key">The message's key within it, for example <c>too-long</c>.</param>
/// <param name="Arguments">What is put in.</param>
public sealed record Message(string Group, string Key, MessageArguments Arguments)
{
    public Message(string group, string key)
        : this(group, key, MessageArguments.None)
    {
    }
}
