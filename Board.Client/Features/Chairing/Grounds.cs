using MappingBoard.Shared.Model;

namespace MappingBoard.Client.Features.Chairing;

/// <summary>The recognised grounds for talking without the family, in plain words.</summary>
public static class Grounds
{
    public static string Sentence(ClosedGround ground) => ground switch
    {
        ClosedGround.RiskToSomebody => "What has to be said could put somebody at risk",
        ClosedGround.CriminalInvestigation => "It could harm a criminal investigation",
        _ => "It is confidential information about somebody else",
    };
}
