// Opens one page in one situation and gathers everything that went wrong on the way.
import { documentFaults, overflowFaults, sampleFaults } from './checks.mjs';

/**
 * Opens `address` in a fresh tab of `context`. `home` is the only place requests may go to. `look` is called with the open
 * page and may return further faults. Resolves to a list of sentences.
 */
export async function visit(context, address, home, look) {
  const faults = [];
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(home)) faults.push(`asks another host: ${request.url()}`);
  });
  page.on('requestfailed', (request) => faults.push(`could not be loaded: ${request.url()}`));
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  try {
    await page.goto(address, { waitUntil: 'load', timeout: 20_000 });
    faults.push(...await documentFaults(page), ...await overflowFaults(page), ...await sampleFaults(page));
    faults.push(...await look(page));
    // A late script has its chance to fail before the tab closes.
    await page.waitForTimeout(30);
    faults.push(...await violations(page));
  } catch (error) {
    faults.push(`could not be opened: ${error.message.split('\n')[0]}`);
  } finally {
    await page.close();
  }
  return faults;
}

/** Call once for a context: keeps the browser's own reports about the content security policy. */
export function recordViolations(context) {
  return context.addInitScript(() => {
    globalThis.policyReports = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      globalThis.policyReports.push(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
}

async function violations(page) {
  const reports = await page.evaluate(() => globalThis.policyReports ?? []);
  return reports.map((report) => `content security policy: ${report}`);
}
