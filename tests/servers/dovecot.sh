#!/bin/bash
# A private Dovecot on loopback, in the foreground, with everything that it writes under DIR.
#   dovecot.sh DIR IMAP IMAPS LMTP SASL        (an absolute path, four free ports)
# Any user at all exists, with the password "secret" or a bearer token signed with DIR/jwt.key (HS256; sub is the user).
# DIR/tls/cert.pem is the certificate, to be trusted as a CA file, for localhost and for $ALSO_NAMED. DIR/extra.conf, where it exists, is read last.
# Start it in its own session (setsid) and stop it by its process group. A second start on the same DIR finds the mail.
set -euo pipefail
dir=$1 imap=$2 imaps=$3 lmtp=$4 sasl=$5

as=()
if [ "$(id -u)" = 0 ]; then  # mail never belongs to root, and no user is added to the system for a test
    user=nobody group=nogroup
    as=(setpriv --reuid "$user" --regid "$group" --clear-groups)
else
    user=$(id -un) group=$(id -gn)
fi
key=c2VjcmV0IG9mIHRoZSB0ZXN0cywgdXNlZCBub3doZXJl

mkdir -p "$dir"/{run,state,home,tls,jwt/default/HS256}
if [ ! -e "$dir/tls/cert.pem" ]; then
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=localhost \
        -addext "subjectAltName=DNS:localhost,IP:127.0.0.1${ALSO_NAMED:+,$ALSO_NAMED}" \
        -keyout "$dir/tls/key.pem" -out "$dir/tls/cert.new" 2>/dev/null
    mv "$dir/tls/cert.new" "$dir/tls/cert.pem"
fi
printf %s "$key" | base64 -d >"$dir/jwt.key"
printf %s "$key" >"$dir/jwt/default/HS256/default"
cat >"$dir/oauth2.conf" <<EOF
introspection_mode = local
local_validation_key_dict = fs:posix:prefix=$dir/jwt/
username_attribute = sub
EOF
rm -f "$dir/run/master.pid"  # a master that was killed may still be counted as running
touch "$dir/extra.conf"
cat >"$dir/dovecot.conf" <<EOF
base_dir = $dir/run
state_dir = $dir/state
log_path = $dir/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
default_internal_user = $user
default_internal_group = $group
default_login_user = $user
ssl = yes
ssl_cert = <$dir/tls/cert.pem
ssl_key = <$dir/tls/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2 oauthbearer
auth_username_format = %Ln
auth_failure_delay = 0
mail_location = sdbox:~/mail
mail_max_userip_connections = 1000
recipient_delimiter = +
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = $dir/oauth2.conf
}
passdb {
  driver = static
  mechanisms = plain login
  args = password=secret
}
userdb {
  driver = static
  args = allow_all_users=yes uid=$user gid=$group home=$dir/home/%n
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Drafts {
    special_use = \\Drafts
    auto = subscribe
  }
  mailbox Sent {
    special_use = \\Sent
    auto = subscribe
  }
  mailbox Trash {
    special_use = \\Trash
    auto = subscribe
  }
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service imap-login {
  chroot =
  process_min_avail = 1
  service_count = 0
  client_limit = 1000
  inet_listener imap {
    port = $imap
  }
  inet_listener imaps {
    port = $imaps
    ssl = yes
  }
}
service imap {
  process_limit = 1024
}
service stats {
  chroot =
}
service auth {
  inet_listener sasl {
    address = 127.0.0.1
    port = $sasl
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = $lmtp
  }
}
protocol lmtp {
  postmaster_address = postmaster@localhost
}
!include_try $dir/extra.conf
EOF
if [ "$(id -u)" = 0 ]; then
    chmod 755 "$dir"
    chown -R "$user:$group" "$dir"/{run,state,home,tls,jwt,jwt.key,oauth2.conf,extra.conf,dovecot.conf}
    touch "$dir/dovecot.log" && chown "$user:$group" "$dir/dovecot.log"
fi
PATH=$PATH:/usr/sbin
exec "${as[@]}" dovecot -F -c "$dir/dovecot.conf"
