#!/usr/bin/env bash
# Builds glassnet: C → WebAssembly → names and types → dist/. What is up to date is left alone.
#   ./build.sh          build
#   ./build.sh start    the same, as npm start asks for it
#   ./build.sh test     the same, and what the tests need besides: gcc, clang's sanitizers, two browsers
# System packages that are missing are installed where this may be done (root on Debian or Ubuntu);
# elsewhere the one line that does it is printed. Emscripten's own SDK on the PATH serves as well.
set -euo pipefail
cd "$(dirname "$0")"
mode=${1:-build}
generated=web/lib/generated

has() { command -v "$1" >/dev/null 2>&1; }
any() { local name; for name in "$@"; do has "$name" && return; done; return 1; }

# newer TARGET SOURCE…: TARGET is missing, or a source or a folder below one has changed since.
newer() {
  local target=$1; shift
  [ ! -e "$target" ] || [ -n "$(find "$@" -newer "$target" -not -path "$generated*" -print -quit)" ]
}

# The clang that emcc comes with: its name on the PATH, or else what Debian calls it.
clang_name() {
  local name
  for name in clang $(seq -f 'clang-%g' 22 -1 14); do has "$name" && echo "$name" && return; done
  name=$(apt-cache depends emscripten 2>/dev/null | grep -o 'clang-[0-9]*$' | head -n 1) || true
  echo "${name:-clang-14}"
}

sanitizers() {
  local probe status=0
  probe=$(mktemp)
  echo 'int main(void) { return 0; }' | "$1" -fsanitize=address,undefined -x c - -o "$probe" 2>/dev/null || status=1
  rm -f "$probe"
  return $status
}

missing_packages() {
  local clang version ubuntu=no
  has emcc || echo emscripten
  [ "$mode" = test ] || return 0
  if grep -qs '^ID=ubuntu' /etc/os-release; then ubuntu=yes; fi
  clang=$(clang_name)
  version=$("$clang" -dumpversion 2>/dev/null | cut -d. -f1) || version=${clang#clang-}
  sanitizers "$clang" || echo "clang-$version libclang-rt-$version-dev"
  has gcc || echo gcc
  echo '#include <math.h>' | gcc -E - >/dev/null 2>&1 || echo libc6-dev
  any chromium chromium-browser google-chrome || { [ $ubuntu = yes ] && echo chromium-browser || echo chromium; }
  any firefox-esr firefox || { [ $ubuntu = yes ] && echo firefox || echo firefox-esr; }
}

install_packages() {
  local packages
  packages=$(missing_packages | tr '\n' ' ')
  [ -n "$packages" ] || return 0
  if ! has apt-get; then
    printf 'Missing: %s\nEmscripten: https://emscripten.org/docs/getting_started/downloads.html\n' "$packages" >&2
    exit 1
  fi
  if [ "$(id -u)" != 0 ]; then
    printf 'Missing: %s\nInstall with:\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends %s\n' \
      "$packages" "$packages" >&2
    exit 1
  fi
  echo "Installing $packages…"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  packages=$(missing_packages | tr '\n' ' ')
  # shellcheck disable=SC2086 # one word a package
  apt-get install -y -qq --no-install-recommends $packages >/dev/null
}

# Where training spends its time, and so not compiled for the least size of all; in an order that compresses well.
fast='vmath activation matmul optimizer pass train'

# compile NAME 'FILE…' FLAG…: one .wasm. Compiled for size, since what must be fast is written out in vectors and tiles;
# linked for speed, but with functions left as they are cut: V8 takes 15 ms to optimize one that holds all kernels.
# The allocator is wasm.c's own. Alignments say nothing to today's engines.
compile() {
  local name=$1 files=$2 source=$PWD/c out=$PWD/$generated folder file speed=() size=() objects=(); shift 2
  local features=(-msimd128 -mbulk-memory -mnontrapping-fptoint) # which every engine with the first has
  newer "$generated/$name.wasm" c build.sh || return 0
  echo "Compiling $name.wasm…"
  mkdir -p "$generated"
  folder=$(mktemp -d)
  # Debian keeps the JavaScript parser that emcc asks for outside Node's own path.
  export NODE_PATH=${NODE_PATH:-/usr/share/nodejs}
  for file in $fast; do if [[ " $files " == *" $file "* ]]; then speed+=("$source/$file.c") objects+=("$file.o"); fi; done
  for file in $files; do if [[ " $fast " != *" $file "* ]]; then size+=("$source/$file.c") objects+=("$file.o"); fi; done
  set -- -std=c11 "${features[@]}" -ffp-contract=off -fno-math-errno -Wall -Wextra "$@"
  (
    cd "$folder"
    emcc -Oz "$@" -c "${size[@]}"
    if [ ${#speed[@]} != 0 ]; then emcc -Os "$@" -c "${speed[@]}"; fi
    emcc -O3 "${features[@]}" "${objects[@]}" --no-entry -sSTANDALONE_WASM -sMALLOC=none -sSUPPORT_ERRNO=0 \
      -sTOTAL_STACK=131072 -sALLOW_MEMORY_GROWTH -sMAXIMUM_MEMORY=4GB \
      -sBINARYEN_EXTRA_PASSES=--one-caller-inline-max-function-size=60,--dealign -o "$out/$name.wasm"
  )
  rm -rf "$folder"
  chmod 644 "$generated/$name.wasm"
}

install_packages
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  echo 'Installing npm packages…'
  npm ci --no-audit --no-fund --loglevel=error
fi
core=$(cd c && ls -- *.c | sed 's/\.c$//; /^synthetic$/d' | tr '\n' ' ')
compile glassnet-float32 "$core"
compile glassnet-float64 "$core" -DGN_FLOAT64
compile glassnet-synthetic "error random synthetic wasm" # loaded with the data sets it draws
if newer "$generated/tables.js" web/generate.js web/pack.js web/lib/unpack.js || [ -n "$(find "$generated" -name '*.wasm' -newer "$generated/tables.js")" ]; then
  node web/generate.js "$generated"
fi
if newer dist/glassnet.html web package.json package-lock.json README.md || [ "$generated/tables.js" -nt dist/glassnet.html ]; then
  echo 'Bundling…'
  node web/build.js
fi
