#!/bin/sh
# A PostgreSQL server of its own for tests and benches, in a directory, on a unix socket only.
#
#   tests/support/postgres.sh start DIR    makes and starts it, prints its URL
#   tests/support/postgres.sh stop DIR     stops it; the directory stays
#
# DIR must be short (a socket's path has at most 107 characters). ROUNDEL_POSTGRES_SETTINGS holds further settings for
# the server, such as "-c fsync=off" for tests that do not measure. As root the server runs as the user postgres.
set -eu
[ $# -eq 2 ] || { sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2; }
dir=$2

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] && [ -x "$bin/initdb" ] || { echo "PostgreSQL is not installed (apt-get install postgresql)" >&2; exit 1; }

as_server() {
  cd /
  if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

case $1 in
  start)
    mkdir -p "$dir"
    dir=$(cd "$dir" && pwd)
    if [ "$(id -u)" -eq 0 ]; then chown postgres "$dir"; fi
    if [ ! -d "$dir/data" ]; then
      as_server "$bin/initdb" -D "$dir/data" -U roundel -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"/dev/null"
    fi
    as_server "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w -t 60 \
      -o "-k $dir -c listen_addresses='' ${ROUNDEL_POSTGRES_SETTINGS:-}" start >/dev/null
    echo "postgresql://roundel@/postgres?host=$dir"
    ;;
  stop)
    dir=$(cd "$dir" && pwd)
    as_server "$bin/pg_ctl" -D "$dir/data" -m fast -w stop >/dev/null
    ;;
  *) echo "start or stop, not $1" >&2; exit 2 ;;
esac
