namespace MappingBoard.Server.Tests.Storage;

public sealed class SqliteInvitationStoreTests() : InvitationStoreContract(new SqliteHome());

public sealed class CosmosInvitationStoreTests() : InvitationStoreContract(new CosmosHome());

public sealed class CosmosInvitationStoreOverTheNetworkTests() : InvitationStoreContract(new CosmosNetworkHome());

public sealed class SqliteLobbyTests() : LobbyStoreContract(new SqliteHome());

public sealed class CosmosLobbyTests() : LobbyStoreContract(new CosmosHome());

public sealed class CosmosLobbyOverTheNetworkTests() : LobbyStoreContract(new CosmosNetworkHome());

public sealed class SqliteDeviceLinkTests() : DeviceLinkContract(new SqliteHome());

public sealed class CosmosDeviceLinkTests() : DeviceLinkContract(new CosmosHome());

public sealed class CosmosDeviceLinkOverTheNetworkTests() : DeviceLinkContract(new CosmosNetworkHome());

public sealed class SqliteAccessLogContractTests() : AccessLogContract(new SqliteHome());

public sealed class CosmosAccessLogTests() : AccessLogContract(new CosmosHome());

public sealed class CosmosAccessLogOverTheNetworkTests() : AccessLogContract(new CosmosNetworkHome());

public sealed class SqliteMeetingListTests() : MeetingListContract(new SqliteHome());

public sealed class CosmosMeetingListTests() : MeetingListContract(new CosmosHome());

public sealed class CosmosMeetingListOverTheNetworkTests() : MeetingListContract(new CosmosNetworkHome());

public sealed class CosmosBoardFeedTests() : BoardFeedContract(new CosmosHome());

public sealed class CosmosBoardFeedOverTheNetworkTests() : BoardFeedContract(new CosmosNetworkHome());

public sealed class SqliteBoardFeedTests() : BoardFeedContract(new SqliteHome());
