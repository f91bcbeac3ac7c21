#!/bin/bash
# A private Exim on loopback for who is not root, in the foreground, with everything that it writes under DIR.
#   exim.sh DIR SMTP SMTPS LMTP TLSDIR     (an absolute path, free ports, then the LMTP port and tls/ of dovecot.sh)
# It serves example.test as postfix.sh does: AUTH with the password "secret", nouser@ bounces with a report, all else
# goes to LMTP. The program is taken from Debian's package without installing it and without its setuid bit; it is
# unpacked once into $AMENDS_EXIM (build/exim of this source where that is not set).
set -euo pipefail
dir=$1 smtp=$2 smtps=$3 lmtp=$4 tls=$5
here=$(dirname "$(readlink -f "$0")")
root=${AMENDS_EXIM:-$here/../../build/exim}
packages=(exim4-daemon-light libdb5.3 libevent-2.1-7 libgnutls-dane0 libidn12 libnsl2 libnss-wrapper libtirpc3 libunbound8)

unpack() {
    local new
    mkdir -p "$(dirname "$root")"
    new=$(mktemp -d "$root.XXXXXX")
    if ! (cd "$new" && apt-get download "${packages[@]}" >download.log 2>&1); then
        cat "$new/download.log" >&2
        echo "Without root the mail server of the demo and the tests is Exim, and apt-get could not fetch it." >&2
        echo "Try as root (then Postfix is used), or once with a network." >&2
        rm -rf "$new"
        exit 1
    fi
    for package in "$new"/*.deb; do dpkg-deb -x "$package" "$new"; done
    cp "$new/usr/sbin/exim4" "$new/exim"  # a copy has no setuid bit
    # Two that unpack at once: the first to arrive wins, the other is not needed.
    mv -T "$new" "$root" 2>/dev/null || rm -rf "$new"
}
[ -x "$root/exim" ] || unpack
root=$(readlink -f "$root")
library=$(dirname "$(find "$root" -name libnss_wrapper.so)")

mkdir -p "$dir"/{spool,log}
user=$(id -un) group=$(id -gn)
# Exim looks its compiled-in user up at the start; the wrapper answers for it.
printf '%s:x:%s:%s::%s:/bin/sh\n' "$user" "$(id -u)" "$(id -g)" "$dir" Debian-exim "$(id -u)" "$(id -g)" "$dir" >"$dir/passwd"
printf '%s:x:%s:\n' "$group" "$(id -g)" Debian-exim "$(id -g)" >"$dir/group"
cat >"$dir/exim.conf" <<EOF
exim_user = $user
exim_group = $group
exim_path = $root/exim
deliver_drop_privilege = true
never_users =
trusted_users = $user
primary_hostname = mail.example.test
qualify_domain = example.test
spool_directory = $dir/spool
log_file_path = $dir/log/%slog
pid_file_path = $dir/exim.pid
keep_environment = LD_PRELOAD:LD_LIBRARY_PATH:NSS_WRAPPER_PASSWD:NSS_WRAPPER_GROUP
domainlist ours = example.test
local_interfaces = 127.0.0.1
daemon_smtp_ports = $smtp : $smtps
tls_on_connect_ports = $smtps
tls_advertise_hosts = *
tls_certificate = $tls/cert.pem
tls_privatekey = $tls/key.pem
auth_advertise_hosts = \${if eq{\$tls_in_cipher}{}{}{*}}
acl_smtp_rcpt = check_recipient
acl_smtp_data = check_data
host_lookup =
smtp_accept_max = 0
smtp_accept_queue_per_connection = 0
begin acl
check_recipient:
  accept authenticated = *
  accept domains = +ours
  deny message = relay not permitted
check_data:
  accept
begin routers
nobody:
  driver = redirect
  domains = +ours
  local_parts = nouser
  allow_fail
  data = :fail: no such user
mailbox:
  driver = manualroute
  domains = +ours
  route_list = * 127.0.0.1
  self = send
  transport = lmtp
begin transports
lmtp:
  driver = smtp
  protocol = lmtp
  port = $lmtp
  allow_localhost
  hosts_try_fastopen =
begin retry
* * F,1h,1m
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if eq{\$auth3}{secret}}
  server_set_id = \$auth2
login:
  driver = plaintext
  public_name = LOGIN
  server_prompts = <| Username: | Password:
  server_condition = \${if eq{\$auth2}{secret}}
  server_set_id = \$auth1
EOF
export NSS_WRAPPER_PASSWD=$dir/passwd NSS_WRAPPER_GROUP=$dir/group
export LD_LIBRARY_PATH=$library LD_PRELOAD=$library/libnss_wrapper.so
exec "$root/exim" -bdf -C "$dir/exim.conf"
