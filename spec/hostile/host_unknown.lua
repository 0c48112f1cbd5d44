-- ends: error offers no host.secret
host.secret()
