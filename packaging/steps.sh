# The steps that ./run, ./test and bench/run share. Sourced from the top of the source tree, under `set -euo pipefail`.
# shellcheck shell=bash

program=build/release/roundel
step_title='' step_advice='' step_started=0

# step TITLE ADVICE: ends the step before and begins one. ADVICE is what to do should it fail.
step() {
  end_step
  step_title=$1 step_advice=$2 step_started=$SECONDS
  printf '\n==> %s\n' "$step_title"
}

end_step() {
  if [ -n "$step_title" ]; then printf '    done in %s\n' "$(elapsed "$step_started")"; fi
  step_title=''
}

# Says which step failed. For `trap report_failure EXIT`.
report_failure() {
  local status=$?
  if [ "$status" -ne 0 ] && [ -n "$step_title" ]; then
    printf '\nFailed after %s: %s\n%s\n' "$(elapsed "$step_started")" "$step_title" "$step_advice" >&2
  fi
}

elapsed() {
  local seconds=$((SECONDS - $1))
  if [ "$seconds" -ge 60 ]; then printf '%d min %d s' $((seconds / 60)) $((seconds % 60)); else printf '%d s' "$seconds"; fi
}

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

# quietly LOG COMMAND…: keeps what it prints in build/logs/LOG, and shows the end of it only when it fails.
quietly() {
  local log=build/logs/$1.log
  shift
  mkdir -p build/logs
  if ! "$@" >"$log" 2>&1; then
    tail -n 30 "$log" >&2
    printf '(the whole of it: %s)\n' "$log" >&2
    return 1
  fi
}

# packages_of SECTION…: the packages of these sections that this machine should have.
packages_of() {
  local section wanted=" $* " package command
  while read -r package command; do
    case $package in
      '' | '#'*) ;;
      '['*) section=${package:1:-1} ;;
      *)
        if [[ $wanted != *" $section "* ]]; then continue; fi
        if [ -z "$command" ] || ! command -v "$command" >/dev/null; then echo "$package"; fi ;;
    esac
  done <packaging/debian-packages.txt
}

missing_packages() {
  local wanted installed
  wanted=$(packages_of "$@" | sort -u)
  # dpkg-query fails where it has never heard of one of them, as on a fresh machine; it still lists the others.
  # shellcheck disable=SC2086 # one word a package
  installed=$({ dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null || true; } | sed -n 's/^installed //p' | sort -u)
  comm -23 <(echo "$wanted") <(echo "$installed")
}

# install_packages SECTION…
install_packages() {
  step 'Looking for what has to be installed' \
    "Roundel is built on Debian 12 (bookworm). Elsewhere, install what packaging/debian-packages.txt names by hand."
  local missing
  mapfile -t missing < <(missing_packages "$@")
  if [ "${#missing[@]}" -gt 0 ]; then
    step "Installing ${#missing[@]} Debian packages: ${missing[*]}" \
      'Check the network and /etc/apt/sources.list (deb.debian.org, bookworm main), then run this again.'
    quietly apt-update as_root apt-get update
    quietly apt-install as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y --no-install-recommends "${missing[@]}"
  fi
  check_node
}

check_node() {
  local version
  version=$(node --version)
  if [ "$(cut -d. -f1 <<<"${version#v}")" -lt 18 ]; then
    step_advice="node $version is too old: 18 or newer is needed. Debian 12's own nodejs serves."
    return 1
  fi
}

# The hash of what is in these files and folders; node_modules and dist left out.
hash_of() {
  find "$@" \( -name node_modules -o -name dist \) -prune -o -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum
}

# done_before NAME HASH: whether the step NAME was last done on just this. stamp NAME HASH: it is done now.
done_before() { [ "$(cat "build/stamps/$1" 2>/dev/null)" = "$2" ]; }
stamp() { mkdir -p build/stamps && printf '%s\n' "$2" >"build/stamps/$1"; }

build_web() {
  local packages sources
  packages=$(hash_of web/package-lock.json)
  if ! [ -d web/node_modules ] || ! done_before web-packages "$packages"; then
    step 'Fetching the web packages (npm ci)' 'Check the network and the npm configuration, then run this again.'
    quietly npm-ci npm --prefix web ci --no-audit --no-fund
    stamp web-packages "$packages"
  fi
  sources=$(hash_of web docs)  # docs/openapi.json is served too
  if ! [ -d web/dist ] || ! done_before web-assets "$sources"; then
    step 'Building styles and scripts' 'See what the build says above; web/build.mjs is the place to look.'
    quietly npm-build npm --prefix web run build
    stamp web-assets "$sources"
  fi
}

# build_preset PRESET [TARGET…]: without targets, everything.
build_preset() {
  local preset=$1
  shift
  step "Building (preset $preset)" \
    "The compiler's words are above. After a change of compiler or Debian release, remove build/$preset and run this again."
  if ! [ -f "build/$preset/build.ninja" ]; then quietly "configure-$preset" cmake --preset "$preset"; fi
  cmake --build --preset "$preset" ${1:+--target "$@"}
}

# make_district FOLDER CHILDREN: a synthetic district, its agencies' feeds taken in, linked and assessed, with
# demonstration sign-ins. Seven weeks before its end practitioners rate and judge, long enough ago to be no change of today.
# Made under another name and renamed, so that a half-made one is never found.
make_district() {
  local folder=$1 children=$2 making=$1.making
  local store=sqlite:$making/roundel.db
  local advice="Nothing half-made is left in use. Run this again; ./run --fresh begins the district anew."
  local judging extract before=() after=()
  judging=$(date -u -d '7 weeks ago' +%F)
  rm -rf "$making"
  mkdir -p "$making"

  step "Simulating a district of $children children and their families over three years" "$advice"
  "$program" simulate --area E08000032 --children "$children" \
    --from "$(date -u -d '3 years ago' +%F)" --to "$(date -u +%F)" --seed 1 --out "$making"
  step "Taking in the agencies' feeds, and linking who is one person" "$advice"
  for extract in "$making"/feeds/*; do
    if [[ ${extract##*/} > $judging ]]; then after+=("$extract"); else before+=("$extract"); fi
  done
  "$program" ingest --store "$store" --replay "${before[@]}"
  step 'Making the demonstration sign-ins' "$advice"
  "$program" account demonstration --store "$store" --json >"$making/sign-ins.json"
  "$program" account demonstration --store "$store" >"$making/sign-ins.txt"
  step 'Letting other practitioners judge the level of need' "$advice"
  "$program" assess --store "$store"
  "$program" rehearse --store "$store" --on "$judging"
  step 'Taking in the feeds of the last weeks' "$advice"
  "$program" ingest --store "$store" --replay "${after[@]}"
  step 'Linking once more, all records together' "$advice"
  "$program" link --store "$store"
  step "Assessing every child's picture" "$advice"
  "$program" assess --store "$store"

  echo "$children" >"$making/children"
  rm -rf "$folder"
  mv "$making" "$folder"
  end_step
}

# make_backtest FOLDER CHILDREN: a backtest on a small district of its own, kept in the store of the district in FOLDER,
# where managers read it. Once a district.
make_backtest() {
  local folder=$1 children=$2 place=build/backtest district
  if [ -f "$folder/backtest" ]; then return; fi
  district=$(stat -c %i "$folder/roundel.db")
  rm -rf "$place"
  if "$program" simulate --area E08000032 --children "$children" --from "$(date -u -d '3 years ago' +%F)" \
    --to "$(date -u +%F)" --seed 2 --out "$place" &&
    "$program" backtest "$place" --keep "sqlite:$folder/roundel.db" &&
    [ "$district" = "$(stat -c %i "$folder/roundel.db")" ]; then  # not made anew meanwhile
    echo "$children" >"$folder/backtest"
  fi
  rm -rf "$place"
}
