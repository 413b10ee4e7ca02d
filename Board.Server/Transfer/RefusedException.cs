namespace MappingBoard.Server.Transfer;

/// <summary>A command cannot be done as it was asked for. The message is a sentence for the operator and names nothing of a board's content.</summary>
internal sealed class RefusedException(string sentence, Exception? inner = null) : Exception(sentence, inner);
