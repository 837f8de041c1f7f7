#!/bin/sh
# A command of the app's on a machine where it runs as a service: as the service's user, with its settings, its folder
# and its certificate.
#
#   install -m 755 infra/tillitteams.sh /usr/local/sbin/tillitteams
#   sudo tillitteams doctor
#   sudo tillitteams backup /var/lib/tillitteams/before.db
set -eu

certificate=/etc/tillitteams/tillitteams.pfx
handed=
if [ -e "$certificate" ]; then
  # systemd shows it to no unit but the one that it was handed to, under a path of that unit's.
  handed="--property=LoadCredential=tillitteams.pfx:$certificate"
  set -- "$@" --AzureAd:ClientCredentials:0:CertificateDiskPath=/run/credentials/tillitteams-command.service/tillitteams.pfx
fi

exec systemd-run --quiet --pipe --wait --collect --unit=tillitteams-command ${handed:+"$handed"} \
  --property=EnvironmentFile=/etc/tillitteams.env \
  --property=User=tillitteams \
  --property=DynamicUser=yes \
  --property=StateDirectory=tillitteams \
  --property=StateDirectoryMode=0700 \
  --property=WorkingDirectory=/var/lib/tillitteams \
  --property=UMask=0077 \
  /usr/bin/dotnet /opt/tillitteams/TillitTeams.dll "$@"
