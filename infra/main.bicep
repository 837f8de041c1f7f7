// TillitTeams in Azure Container Apps, with PostgreSQL and an Azure bot, in one resource group.
// No client secret: the app proves itself to Entra by its managed identity, which the app registration trusts, or by a
// certificate that the identity may read (docs/install.md).
targetScope = 'resourceGroup'

@description('What the resources are called after.')
@minLength(3)
@maxLength(16)
param name string = 'tillitteams'

param location string = resourceGroup().location

@description('The host that Microsoft 365 reaches the app by, such as tillit.vadstena.se.')
param publicHost string

@description('The certificate of the host in the Container Apps environment; none until the host is bound, as docs/install.md tells.')
param certificateId string = 'none'

@description('The Azure container registry that holds the image, in the same resource group.')
param registryName string

@description('The image in the registry, such as tillitteams:1.0.0.')
param image string

@description('The application (client) id of the app registration.')
param clientId string

@description('The id of the app in its package.')
param teamsAppId string

@description('The id that the organisation\'s catalogue in Teams gave the app; none until it is there.')
param teamsCatalogId string = 'none'

@description('The host of the municipality\'s SharePoint, such as vadstena.sharepoint.com.')
param sharePointHost string

param municipalityName string

@description('The database\'s password: long and random the first time, afterwards as it stands in the key vault.')
@secure()
@minLength(24)
param databasePassword string

@description('What seals the tokens that the copies of the app share in the database: 32 random bytes in base64, which may be new ones each time.')
@secure()
@minLength(44)
@maxLength(44)
param tokenKey string

@description('A certificate in the key vault that the app proves itself by in the place of its managed identity, as docs/install.md tells; none without.')
param vaultCertificate string = 'none'

@description('Where traces, metrics and logs are sent by OTLP, such as https://otlp.example.se:4317. Empty sends none.')
param otlpEndpoint string = ''

@description('How many copies of the app run at most, when many people use it at once.')
@minValue(1)
@maxValue(10)
param maxReplicas int = 2

// A B1ms takes 35 connections and a B2s 414 (Limits in Azure Database for PostgreSQL). While one version takes over from
// another there are twice as many copies, and each has two pools: one for rows, one for its scheduler, its shared tokens and its marks.
var small = maxReplicas <= 2
var poolSize = small ? 32 / (4 * maxReplicas) : 10

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
}

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = {
  name: registryName
}

// AcrPull, and nothing else in the registry.
resource mayPull 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(registry.id, identity.id, 'pull')
  scope: registry
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '7f951dda-4ed3-4680-a7ca-43fe172d538d')
  }
}

module network 'modules/network.bicep' = {
  params: {
    name: name
    location: location
  }
}

module database 'modules/database.bicep' = {
  params: {
    name: name
    location: location
    subnetId: network.outputs.databaseSubnetId
    dnsZoneId: network.outputs.databaseZoneId
    password: databasePassword
    size: small ? 'Standard_B1ms' : 'Standard_B2s'
  }
}

module vault 'modules/vault.bicep' = {
  params: {
    name: name
    location: location
    readerId: identity.properties.principalId
    readsCertificate: vaultCertificate != 'none'
    databaseHost: database.outputs.host
    databasePassword: databasePassword
    tokenKey: tokenKey
    poolSize: poolSize
  }
}

module app 'modules/app.bicep' = {
  params: {
    name: name
    location: location
    identityId: identity.id
    subnetId: network.outputs.appSubnetId
    publicHost: publicHost
    certificateId: certificateId == 'none' ? '' : certificateId
    registryServer: registry.properties.loginServer
    image: image
    connectionStringUrl: vault.outputs.connectionStringUrl
    tokenKeyUrl: vault.outputs.tokenKeyUrl
    maxReplicas: maxReplicas
    settings: union(
      {
        AzureAd__TenantId: tenant().tenantId
        AzureAd__ClientId: clientId
        AzureAd__ClientCredentials__0__ManagedIdentityClientId: identity.properties.clientId
        Teams__AppId: teamsAppId
        Teams__SharePointHost: sharePointHost
        Tab__PublicUrl: 'https://${publicHost}'
        Municipality__Name: municipalityName
        Storage__Provider: 'PostgreSql'
        // Longer than it takes to ask /healthz/ready twice.
        Shutdown__DrainFor: '00:00:15'
        // Teams takes 50 calls a second for the whole tenant, and the copies do not know of each other.
        Outbox__TenantPerSecond: string(47 / maxReplicas)
      },
      vaultCertificate == 'none'
        ? { AzureAd__ClientCredentials__0__SourceType: 'SignedAssertionFromManagedIdentity' }
        : {
            AzureAd__ClientCredentials__0__SourceType: 'KeyVault'
            AzureAd__ClientCredentials__0__KeyVaultUrl: vault.outputs.url
            AzureAd__ClientCredentials__0__KeyVaultCertificateName: vaultCertificate
          },
      teamsCatalogId == 'none' ? {} : { Teams__CatalogId: teamsCatalogId },
      empty(otlpEndpoint) ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint }
    )
  }
  dependsOn: [mayPull]
}

module bot 'modules/bot.bicep' = {
  params: {
    name: name
    clientId: clientId
    publicHost: publicHost
  }
}

@description('What the app registration is to trust: the subject of its federated credential.')
output identityPrincipalId string = identity.properties.principalId

@description('What the key vault is called.')
output vaultName string = vault.outputs.name

@description('Where the name of the public host points, as a CNAME.')
output appHost string = app.outputs.host

@description('What the TXT record asuid of the public host says.')
output domainVerification string = app.outputs.domainVerification
