param name string
param location string
param identityId string
param subnetId string
param publicHost string
param certificateId string
param registryServer string
param image string
param connectionStringUrl string
param tokenKeyUrl string
param maxReplicas int

@description('The app\'s settings, as in env.sample, but for the database\'s connection string and the key of the tokens in it.')
param settings object

var port = 8080

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
  }
}

resource environment 'Microsoft.App/managedEnvironments@2025-01-01' = {
  name: '${name}-environment'
  location: location
  properties: {
    // By way of the diagnostic setting below, which takes no key.
    appLogsConfiguration: { destination: 'azure-monitor' }
    vnetConfiguration: { infrastructureSubnetId: subnetId, internal: false }
    workloadProfiles: [{ name: 'Consumption', workloadProfileType: 'Consumption' }]
  }
}

resource toLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'logs'
  scope: environment
  properties: {
    workspaceId: logs.id
    logs: [
      { category: 'ContainerAppConsoleLogs', enabled: true }
      { category: 'ContainerAppSystemLogs', enabled: true }
    ]
  }
}

resource app 'Microsoft.App/containerApps@2025-01-01' = {
  name: name
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    environmentId: environment.id
    workloadProfileName: 'Consumption'
    configuration: {
      // The old copies answer until the new ones say that they are ready.
      activeRevisionsMode: 'Single'
      maxInactiveRevisions: 3
      ingress: {
        external: true
        targetPort: port
        transport: 'auto'
        allowInsecure: false
        customDomains: empty(certificateId) ? [] : [{ name: publicHost, certificateId: certificateId, bindingType: 'SniEnabled' }]
      }
      registries: [{ server: registryServer, identity: identityId }]
      secrets: [
        { name: 'connection-string', keyVaultUrl: connectionStringUrl, identity: identityId }
        { name: 'token-key', keyVaultUrl: tokenKeyUrl, identity: identityId }
      ]
    }
    template: {
      // More patient than Shutdown__DrainFor and Shutdown__Limit together.
      terminationGracePeriodSeconds: 90
      scale: {
        minReplicas: 1
        maxReplicas: maxReplicas
        rules: [{ name: 'requests', http: { metadata: { concurrentRequests: '50' } } }]
      }
      containers: [
        {
          name: 'app'
          image: '${registryServer}/${image}'
          resources: { cpu: json('0.5'), memory: '1Gi' }
          env: concat(
            [
              { name: 'ASPNETCORE_HTTP_PORTS', value: string(port) }
              { name: 'Storage__ConnectionString', secretRef: 'connection-string' }
              { name: 'Storage__TokenKey', secretRef: 'token-key' }
            ],
            map(items(settings), setting => { name: setting.key, value: setting.value })
          )
          probes: [
            // A first start migrates the database before it answers, for which there are five minutes: no probe may fail
            // more than ten times in a row (ContainerAppProbe.failureThreshold).
            { type: 'Startup', httpGet: { path: '/healthz/live', port: port }, initialDelaySeconds: 5, periodSeconds: 30, failureThreshold: 10 }
            { type: 'Liveness', httpGet: { path: '/healthz/live', port: port }, periodSeconds: 15, failureThreshold: 4 }
            { type: 'Readiness', httpGet: { path: '/healthz/ready', port: port }, periodSeconds: 5, failureThreshold: 3 }
          ]
        }
      ]
    }
  }
}

output host string = app.properties.configuration.ingress.fqdn
output domainVerification string = app.properties.customDomainVerificationId
