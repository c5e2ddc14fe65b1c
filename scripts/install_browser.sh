#!/bin/sh
# Install a browser for the tests and for PDFs if there is none: Debian's as root, otherwise Playwright's own. A headless shell is
# enough and twice as fast as a complete browser, so a CI machine gets one even if it has Chrome.
set -eu
for name in chromium-headless-shell $([ "${CI:-}" ] || echo chromium chromium-browser google-chrome); do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing chromium-headless-shell" >&2
  apt-get update -qq >/dev/null
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium-headless-shell fonts-noto-color-emoji >/dev/null
else
  .venv/bin/python -m playwright install chromium --only-shell
fi
