using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Sync;

namespace MappingBoard.TestSupport.Language;

/// <summary>What a reader of English is told, for tests that look at words.</summary>
public static partial class InEnglish
{
    public static string Sentence(this Refusal refusal) => Localizer.Source.Say(refusal.Message);

    public static string Sentence(this RefusedChange refused) => refused.Reason.Sentence();

    public static string Sentence(this Closed closed) => closed.Reason.Sentence();

    public static string Sentence(this Unreadable unreadable) => unreadable.Reason.Sentence();

    public static string Sentence(this AdmissionRefused refused) => refused.Reason.Sentence();
}
