#!/bin/bash
# A private Postfix on loopback, in the foreground, with everything that it writes under DIR. Needs root.
#   postfix.sh DIR SMTP SMTPS LMTP SASL TLSDIR     (an absolute path, free ports, then the ports and tls/ of dovecot.sh)
# It is the mail server of example.test: every address there is delivered by LMTP, but
#   nouser@example.test  is accepted and bounces for good, with a report to the sender;
#   later@example.test   is accepted and stays in the queue.
# SMTP offers STARTTLS, SMTPS is TLS from the first byte; other domains need AUTH, and are then refused by a report.
# DIR/extra.cf, where it exists, is added to main.cf. Stop it by its process group.
set -euo pipefail
dir=$1 smtp=$2 smtps=$3 lmtp=$4 sasl=$5 tls=$6
PATH=$PATH:/usr/sbin
if [ "$(id -u)" != 0 ]; then
    echo "postfix.sh: Postfix can only be started by root; use exim.sh." >&2
    exit 1
fi

mkdir -p "$dir"/{conf,spool,data}
chmod 755 "$dir" "$dir"/{conf,spool}
chown postfix "$dir/data"
cp /etc/postfix/postfix-files /etc/postfix/dynamicmaps.cf "$dir/conf/"
cat >"$dir/conf/main.cf" <<EOF
compatibility_level = 3.6
queue_directory = $dir/spool
data_directory = $dir/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
shlib_directory = /usr/lib/postfix
meta_directory = $dir/conf
mail_owner = postfix
setgid_group = postdrop
myhostname = mail.example.test
mydestination =
local_recipient_maps =
local_transport = error:no local delivery
alias_maps =
mynetworks =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
virtual_mailbox_domains = example.test
virtual_transport = lmtp:inet:127.0.0.1:$lmtp
smtpd_reject_unlisted_recipient = no
transport_maps = inline:{ {nouser@example.test = error:5.1.1 no such user}, {later@example.test = retry:4.7.1 later} }
default_transport = error:5.1.2 no such domain
smtpd_tls_cert_file = $tls/cert.pem
smtpd_tls_key_file = $tls/key.pem
smtpd_tls_security_level = may
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:$sasl
smtpd_relay_restrictions = permit_sasl_authenticated, defer_unauth_destination
smtpd_client_connection_count_limit = 0
smtpd_error_sleep_time = 0
maillog_file = $dir/mail.log
maillog_file_prefixes = $dir
message_size_limit = 52428800
EOF
if [ -e "$dir/extra.cf" ]; then cat "$dir/extra.cf" >>"$dir/conf/main.cf"; fi
cat >"$dir/conf/master.cf" <<EOF
127.0.0.1:$smtp  inet n - n - 100 smtpd
127.0.0.1:$smtps inet n - n - 100 smtpd -o smtpd_tls_wrappermode=yes
pickup    unix  n - n 60 1 pickup
cleanup   unix  n - n - 0 cleanup
qmgr      unix  n - n 300 1 qmgr
tlsmgr    unix  - - n 1000? 1 tlsmgr
rewrite   unix  - - n - - trivial-rewrite
bounce    unix  - - n - 0 bounce
defer     unix  - - n - 0 bounce
trace     unix  - - n - 0 bounce
verify    unix  - - n - 1 verify
flush     unix  n - n 1000? 0 flush
proxymap  unix  - - n - - proxymap
smtp      unix  - - n - - smtp
showq     unix  n - n - - showq
error     unix  - - n - - error
retry     unix  - - n - - error
discard   unix  - - n - - discard
lmtp      unix  - - n - - lmtp
anvil     unix  - - n - 1 anvil
postlog   unix-dgram n - n - 1 postlogd
EOF
# What `postfix check` would make, without the two seconds that it takes.
install -d -o postfix -m 700 "$dir"/spool/{active,bounce,corrupt,defer,deferred,flush,hold,incoming,private,saved,trace}
install -d -o postfix -g postdrop -m 730 "$dir/spool/maildrop"
install -d -o postfix -g postdrop -m 710 "$dir/spool/public"
install -d -m 755 "$dir/spool/pid"
touch -d '1 minute ago' "$dir/conf/main.cf"  # master waits up to two seconds for a file that looks freshly written
MAIL_CONFIG=$dir/conf exec /usr/lib/postfix/sbin/master -c "$dir/conf" -d -s
