// Starts the machine's own Chromium: nothing is downloaded, and the browser itself is told to stay off the network.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Same glyph widths on every machine, so that an overflow is a fault of the page.
  '--font-render-hinting=none',
];

/** Resolves to a running browser; the caller closes it. CHROMIUM names another binary. */
export function launch() {
  const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
  if (!existsSync(executablePath)) {
    throw new Error(`no browser at ${executablePath}: install Debian's chromium, or name one in CHROMIUM`);
  }
  return chromium.launch({ executablePath, args: ARGS });
}
