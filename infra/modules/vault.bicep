// Holds the one secret there is, the way to the database.
param name string
param location string

@description('The principal that may read the secret.')
param readerId string

param databaseHost string

@secure()
param databasePassword string

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: take('${name}-${uniqueString(resourceGroup().id)}', 24)
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
  }

  resource connectionString 'secrets' = {
    name: 'connection-string'
    properties: {
      value: 'Host=${databaseHost};Database=tillitteams;Username=tillitteams;Password="${databasePassword}";SSL Mode=VerifyFull'
    }
  }
}

// Key Vault Secrets User.
resource mayRead 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, readerId, 'read')
  scope: vault
  properties: {
    principalId: readerId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')
  }
}

output connectionStringUrl string = vault::connectionString.properties.secretUri
