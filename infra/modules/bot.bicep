// The bot and the app are one registration, so that a card knows who answers it.
param name string
param clientId string
param publicHost string

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${name}-${uniqueString(resourceGroup().id)}'
  location: 'global'
  kind: 'azurebot'
  sku: { name: 'F0' }
  properties: {
    displayName: 'TillitTeams'
    endpoint: 'https://${publicHost}/api/messages'
    msaAppId: clientId
    msaAppTenantId: tenant().tenantId
    msaAppType: 'SingleTenant'
    disableLocalAuth: true
  }

  resource teams 'channels' = {
    name: 'MsTeamsChannel'
    location: 'global'
    properties: {
      channelName: 'MsTeamsChannel'
      properties: { isEnabled: true }
    }
  }
}
