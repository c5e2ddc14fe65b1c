#!/bin/sh
# Install a browser for the tests and for PDFs if there is none: Debian's as root, otherwise Playwright's own. A headless shell is
# enough, and twice as fast as a complete browser.
set -eu
for name in chromium-headless-shell chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  install() {
    echo "installing $1" >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" fonts-noto-color-emoji >/dev/null
  }
  apt-get update -qq >/dev/null
  install chromium-headless-shell || install chromium  # older systems have no shell of its own
else
  .venv/bin/python -m playwright install chromium --only-shell
fi
