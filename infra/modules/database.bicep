param name string
param location string
param subnetId string
param dnsZoneId string

@description('The server\'s size, which says how many connections it takes.')
param size string

@secure()
param password string

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: '${name}-${uniqueString(resourceGroup().id)}'
  location: location
  sku: { name: size, tier: 'Burstable' }
  properties: {
    version: '17'
    administratorLogin: 'tillitteams'
    administratorLoginPassword: password
    network: {
      delegatedSubnetResourceId: subnetId
      privateDnsZoneArmResourceId: dnsZoneId
      publicNetworkAccess: 'Disabled'
    }
    storage: { storageSizeGB: 32, autoGrow: 'Enabled' }
    // Any moment of the last two weeks can be gone back to.
    backup: { backupRetentionDays: 14, geoRedundantBackup: 'Disabled' }
  }

  resource database 'databases' = {
    name: 'tillitteams'
    properties: { charset: 'UTF8' }
  }
}

output host string = server.properties.fullyQualifiedDomainName
