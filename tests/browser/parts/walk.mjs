// Opens pages one after the other in one setting, and gathers what went wrong on the way: errors in the console, requests that
// fail or leave the site, reports about the content security policy, dialogs.
import { enter } from './modes.mjs';

const READER = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };

/**
 * Walks over `pages` of a site. `base`: where they are opened, the only place requests may go to. `context`: the browser's
 * settings. `prepare(page)`: before the first page. `look(page, entry)`: called with each open page, resolves to faults.
 */
export async function walk(browser, { base, pages, context: settings, mode, prepare, look }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...READER, ...mode?.context, ...settings });
  await recordPolicyReports(context);
  const found = [];
  let count = 0;
  try {
    const page = await context.newPage();
    let faults = [];
    listen(page, base, (fault) => faults.push(fault));
    await prepare?.(page);
    for (const entry of pages) {
      faults = [];
      try {
        await page.goto(base + entry.path, { waitUntil: 'load', timeout: 60_000 });
        faults.push(...await enter(page, mode));
        faults.push(...await look?.(page, entry) ?? []);
        faults.push(...await policyReports(page));
      } catch (error) {
        faults.push(`could not be opened: ${error.message.split('\n')[0]}`);
      }
      count += 1;
      found.push(...faults.map((fault) => `${entry.path}: ${fault}`));
    }
  } finally {
    await context.close();
  }
  return { count, faults: found };
}

/** Tells of everything on a tab that a reader's browser would complain about. */
function listen(page, base, tell) {
  page.on('console', (message) => {
    if (message.type() === 'error') tell(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => tell(`script: ${error.message}`));
  page.on('dialog', (dialog) => {
    tell(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on('request', (request) => {
    const address = request.url();
    if (!address.startsWith(base) && !address.startsWith('data:')) tell(`asks another host: ${address}`);
  });
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    // A picture that is still on its way when the reader leaves; one that is not there answers 404.
    if (why === 'net::ERR_ABORTED' && request.resourceType() === 'image') return;
    tell(`could not be loaded: ${request.url()} ${why}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) tell(`${response.status()}: ${response.url()}`);
  });
}

function recordPolicyReports(context) {
  return context.addInitScript(() => {
    window.policyReports = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.policyReports.push(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
}

async function policyReports(page) {
  const reports = await page.evaluate(() => window.policyReports ?? []);
  return reports.map((report) => `content security policy: ${report}`);
}

/** Lays a style sheet over an open page, as a reader's own settings would; the page's policy does not see it. */
export function addStyle(page, css) {
  return page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, css);
}
