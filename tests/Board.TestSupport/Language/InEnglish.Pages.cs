using MappingBoard.Client.State;
using MappingBoard.Shared.Language;

namespace MappingBoard.TestSupport.Language;

public static partial class InEnglish
{
    /// <summary>What the live region says.</summary>
    public static string Announcement(this BoardState state) => string.Join(' ', state.Announced.Messages.Select(Localizer.Source.Say));
}
