# Sourced: tells when something must be built, and remembers of which sources it was built.

# is_stale BUILT PATH...: a file of a build is missing, or older than a file in the paths.
is_stale() {
  [[ ! -f $1 || -n $(find "${@:2}" -type f -newer "$1" -print -quit) ]]
}

# build_with BUILT COMMAND...: builds, and gives a file of the build the time at which it began. Maven
# leaves a jar alone that a changed source of another module does not change, and a source that
# changes during the build is newer than it.
build_with() {
  local begun status=0
  begun=$(mktemp)
  "${@:2}" || status=$?
  ((status)) || touch -r "$begun" "$1" || status=$?
  rm -f "$begun"
  return "$status"
}
