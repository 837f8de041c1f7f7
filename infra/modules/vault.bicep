// Holds the two secrets there are, the way to the database and what seals the tokens in it, and the app's certificate where it has one.
param name string
param location string

@description('The principal that may read the secrets.')
param readerId string

@description('Whether it reads certificates with their keys too.')
param readsCertificate bool

param databaseHost string

@secure()
param databasePassword string

@secure()
param tokenKey string

@description('How many connections a copy of the app holds at most.')
param poolSize int

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: take('${name}-${uniqueString(resourceGroup().id)}', 24)
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    // What is deleted can be had back for so long. No purge protection: whoever starts over can free the name.
    softDeleteRetentionInDays: 90
  }

  resource connectionString 'secrets' = {
    name: 'connection-string'
    properties: {
      value: 'Host=${databaseHost};Database=tillitteams;Username=tillitteams;Password="${databasePassword}";SSL Mode=VerifyFull;Maximum Pool Size=${poolSize}'
    }
  }

  resource tokenSecret 'secrets' = {
    name: 'token-key'
    properties: { value: tokenKey }
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

// Key Vault Certificate User.
resource mayReadCertificate 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (readsCertificate) {
  name: guid(vault.id, readerId, 'read certificate')
  scope: vault
  properties: {
    principalId: readerId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'db79e9a7-68ee-4b58-9aeb-b90e7c24fcba')
  }
}

output name string = vault.name
output url string = vault.properties.vaultUri
output connectionStringUrl string = vault::connectionString.properties.secretUri
output tokenKeyUrl string = vault::tokenSecret.properties.secretUri
