// MappingBoard on Azure: Container Apps, Cosmos DB, Azure Cache for Redis, a certificate in Key Vault.
//
//   az deployment group create -g <group> -f deploy/azure/main.bicep -p image=<registry>/mappingboard:<version> host=<name>
//
// In two steps, since a certificate is made in a vault that is there: first with startServers=false, then the
// certificate (docs/operations.md, "Azure"), then again with startServers=true.

@description('Where everything stands. All of it in one region: the store must be near, and takes writes in one region only.')
param location string = resourceGroup().location

@description('Begins the names of everything; lower-case letters and digits.')
@minLength(3)
@maxLength(12)
param prefix string = 'mapboard'

@description('The image, made from the Dockerfile, with its registry.')
param image string

@description('The name under which people reach the servers. Other names are refused by the server.')
param host string

@description('How many servers there are at least and at most. docs/operations.md says what has to hold before it is more than one.')
param servers object = { least: 1, most: 1 }

@description('Whether to start servers: false until the certificate is in the vault.')
param startServers bool = true

@description('The networks from which the ingress speaks to the servers. Its word about where a request comes from counts only from there.')
param ingressNetworks string = '100.64.0.0/10'

@description('Settings of staff sign-in (docs/sign-in.md): names such as SignIn__Authority and their values. Without any, the server is an open demonstration.')
param signIn array = []

@description('Any other settings of the server (docs/operations.md), such as Retention__FinalDays, and their values, as text.')
param settings array = []

@secure()
@description('The secret of staff sign-in, if the provider wants one.')
param signInSecret string = ''

var unique = uniqueString(resourceGroup().id)
var hostHeader = [{ name: 'Host', value: host }]
var certificateName = 'data-protection'

// ---- Who the servers are ----------------------------------------------------------------------------------------

// One identity for all servers, so that no key of the store or of the vault stands in any configuration.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${prefix}-servers'
  location: location
}

// ---- Boards -----------------------------------------------------------------------------------------------------

resource account 'Microsoft.DocumentDB/databaseAccounts@2024-05-15' = {
  name: '${prefix}-${unique}'
  location: location
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    // Meetings are a few hours a week: paid by request, not by the hour. Serverless stays in one region; for another
    // region to read in, take this line out, give the containers autoscale throughput, and add the region below.
    capabilities: [{ name: 'EnableServerless' }]
    locations: [{ locationName: location, failoverPriority: 0, isZoneRedundant: false }]
    // Two regions that write would both be first at the same number: a server does not start with them.
    enableMultipleWriteLocations: false
    // Weaker than this, another server could show an old map for a moment.
    consistencyPolicy: { defaultConsistencyLevel: 'BoundedStaleness', maxStalenessPrefix: 100000, maxIntervalInSeconds: 300 }
    // Restore to any second of the last thirty days.
    backupPolicy: { type: 'Continuous', continuousModeProperties: { tier: 'Continuous30Days' } }
    // The servers sign in by their identity; keys open nothing.
    disableLocalAuth: true
    minimalTlsVersion: 'Tls12'
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2024-05-15' = {
  parent: account
  name: 'mappingboard'
  properties: { resource: { id: 'mappingboard' } }
}

resource boards 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2024-05-15' = {
  parent: database
  name: 'boards'
  properties: {
    resource: {
      id: 'boards'
      // The server looks at this and does not start with another.
      partitionKey: { paths: ['/boardId'], kind: 'Hash' }
      // Documents live for ever unless one of them says otherwise.
      defaultTtl: -1
      // Only what is queried has an index: each indexed field makes every write dearer.
      indexingPolicy: {
        indexingMode: 'consistent'
        automatic: true
        includedPaths: [{ path: '/number/?' }, { path: '/line/?' }]
        excludedPaths: [{ path: '/*' }]
      }
    }
  }
}

// Invitations, the waiting room, the access log, staff's lists of meetings.
resource doors 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2024-05-15' = {
  parent: database
  name: 'doors'
  properties: {
    resource: {
      id: 'doors'
      partitionKey: { paths: ['/partition'], kind: 'Hash' }
      // Some of these documents say when they are to go.
      defaultTtl: -1
      indexingPolicy: {
        indexingMode: 'consistent'
        automatic: true
        includedPaths: [{ path: '/number/?' }, { path: '/line/?' }, { path: '/did/?' }, { path: '/named/?' }, { path: '/listed/?' }, { path: '/quiet/?' }, { path: '/board/?' }]
        excludedPaths: [{ path: '/*' }]
      }
    }
  }
}

// Which server follows what has changed, and how far it is.
resource leases 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2024-05-15' = {
  parent: database
  name: 'leases'
  properties: {
    resource: {
      id: 'leases'
      partitionKey: { paths: ['/id'], kind: 'Hash' }
      // A lock of a server that died goes by itself.
      defaultTtl: -1
      // They are found by their ids, which are always indexed.
      indexingPolicy: {
        indexingMode: 'consistent'
        automatic: true
        includedPaths: []
        excludedPaths: [{ path: '/*' }]
      }
    }
  }
}

// "Cosmos DB Built-in Data Contributor": documents, not containers or keys.
resource mayWrite 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2024-05-15' = {
  parent: account
  name: guid(account.id, identity.id, 'data-contributor')
  properties: {
    roleDefinitionId: '${account.id}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002'
    principalId: identity.properties.principalId
    scope: account.id
  }
}

// ---- What servers tell each other, and the keys that they share ---------------------------------------------------

resource redis 'Microsoft.Cache/redis@2024-03-01' = {
  name: '${prefix}-${unique}'
  location: location
  properties: {
    // Standard has a second node; what is in it can be lost all the same: the log is the truth, and without the keys
    // people only have to be let in again.
    sku: { name: 'Standard', family: 'C', capacity: 0 }
    enableNonSslPort: false
    minimumTlsVersion: '1.2'
    redisConfiguration: { 'maxmemory-policy': 'noeviction' }
  }
}

// ---- The certificate that encrypts those keys ---------------------------------------------------------------------

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: '${prefix}-${take(unique, 8)}'
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    // Without the certificate every cookie is void: it must not be possible to delete it by mistake.
    enableSoftDelete: true
    enablePurgeProtection: true
  }
}

// "Key Vault Secrets User": a certificate with its private key is read as a secret.
resource mayRead 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, identity.id, 'secrets-user')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

// ---- The servers --------------------------------------------------------------------------------------------------

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${prefix}-logs'
  location: location
  properties: { sku: { name: 'PerGB2018' }, retentionInDays: 30 }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${prefix}-environment'
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: { customerId: logs.properties.customerId, sharedKey: logs.listKeys().primarySharedKey }
    }
  }
}

resource app 'Microsoft.App/containerApps@2024-03-01' = if (startServers) {
  name: '${prefix}-servers'
  location: location
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  dependsOn: [boards, doors, leases, mayWrite, mayRead]
  properties: {
    environmentId: environment.id
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: 8080
        // WebSockets go over HTTP/1.1.
        transport: 'http'
        allowInsecure: false
        // A WebSocket stays where it is. Where an agency's network blocks those, a page polls, and a circuit's page
        // asks again: both must come to the same server.
        stickySessions: { affinity: 'sticky' }
      }
      secrets: concat(
        [
          {
            name: 'redis'
            value: '${redis.properties.hostName}:${redis.properties.sslPort},password=${redis.listKeys().primaryKey},ssl=True,abortConnect=False'
          }
          {
            // A certificate's secret is its PFX in base64, with the private key.
            name: 'certificate'
            identity: identity.id
            keyVaultUrl: '${vault.properties.vaultUri}secrets/${certificateName}'
          }
        ],
        empty(signInSecret) ? [] : [{ name: 'sign-in', value: signInSecret }]
      )
    }
    template: {
      // A server that is told to stop first makes durable what it holds.
      terminationGracePeriodSeconds: 60
      containers: [
        {
          name: 'server'
          image: image
          resources: { cpu: json('1.0'), memory: '2Gi' }
          env: concat(
            [
              { name: 'AllowedHosts', value: host }
              { name: 'Proxy__Trusted', value: ingressNetworks }
              { name: 'Storage__Kind', value: 'cosmos' }
              { name: 'Storage__Cosmos__Endpoint', value: account.properties.documentEndpoint }
              // Which identity, when there are several: DefaultAzureCredential reads it.
              { name: 'AZURE_CLIENT_ID', value: identity.properties.clientId }
              { name: 'Keys__Kind', value: 'redis' }
              { name: 'Redis__Connection', secretRef: 'redis' }
              { name: 'Keys__Certificate', value: '/secrets/certificate' }
            ],
            signIn,
            settings,
            empty(signInSecret) ? [] : [{ name: 'SignIn__ClientSecret', secretRef: 'sign-in' }]
          )
          volumeMounts: [
            { volumeName: 'secrets', mountPath: '/secrets' }
          ]
          // By the name that people use: the server refuses others, and with it a probe that names the machine.
          probes: [
            // A board opens in well under a second; what takes time is the first connection to the store.
            { type: 'Startup', httpGet: { path: '/health/live', port: 8080, httpHeaders: hostHeader }, periodSeconds: 2, failureThreshold: 30 }
            // The process alone. A store that is away must not have servers killed that hold people's words (B4).
            { type: 'Liveness', httpGet: { path: '/health/live', port: 8080, httpHeaders: hostHeader }, periodSeconds: 10, failureThreshold: 3 }
            // The store as well: nobody new is sent to a server that cannot open a board.
            { type: 'Readiness', httpGet: { path: '/health/ready', port: 8080, httpHeaders: hostHeader }, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 }
          ]
        }
      ]
      volumes: [
        { name: 'secrets', storageType: 'Secret', secrets: [{ secretRef: 'certificate', path: 'certificate' }] }
      ]
      scale: { minReplicas: servers.least, maxReplicas: servers.most }
    }
  }
}

output address string = startServers ? app!.properties.configuration.ingress.fqdn : ''
output vault string = vault.name
output certificate string = certificateName
