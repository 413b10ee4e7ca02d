namespace System.Runtime.CompilerServices;

/// <summary>What a record needs that this framework lacks.</summary>
internal static class IsExternalInit;
