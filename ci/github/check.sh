#!/usr/bin/env bash
# What the GitHub action does once the commands are on the path: makes the checks that CHECKS names over PATHS, lets all
# of them finish, and ends with the gravest of their exit codes. Findings become annotations of the changed lines.
set -uo pipefail
read -ra paths <<<"${PATHS:-.}"
read -ra checks <<<"${CHECKS:-lint fmt}"

worst=0
check() {
  echo "::group::$*"
  "$@"
  local code=$?
  echo "::endgroup::"
  ((code > worst)) && worst=$code
}

for name in "${checks[@]}"; do
  case $name in
  lint) check lix-lint --format github ${SARIF:+--format "sarif=$SARIF"} -- "${paths[@]}" ;;
  fmt) check lix-fmt --check --format github -- "${paths[@]}" ;;
  migrate) check lix-migrate --to "${TO:-lix}" --check --format github -- "${paths[@]}" ;;
  *)
    echo "::error::unknown check \`$name\`, expected lint, fmt or migrate"
    worst=2
    ;;
  esac
done
exit "$worst"
