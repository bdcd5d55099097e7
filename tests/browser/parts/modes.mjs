// The looks a reader can choose, by a setting of the device or by a control on the page.

export const MODES = [
  { name: 'light', context: {} },
  // A portal's page frame is light, and so are the pages in it.
  { name: 'dark', context: { colorScheme: 'dark' }, sameOn: ['embed'] },
  { name: '长辈版', context: {}, control: '长辈版', chosen: 'elder' },
  { name: '高对比度', context: {}, control: '高对比度', chosen: 'contrast' },
  { name: 'high contrast', context: { contrast: 'more' }, sameAs: '高对比度' },
];

/** Puts an open page into a mode, as a reader does: by the box with that label. Resolves to what is wrong with the way there. */
export async function enter(page, mode) {
  if (!mode?.control) return [];
  const isOn = () => page.evaluate((name) => document.documentElement.classList.contains(name), mode.chosen);
  if (await isOn()) return [];
  const label = page.locator('label').filter({ hasText: mode.control }).first();
  if (await label.count() === 0) return [`no control ${mode.control}`];
  await label.click();
  return await isOn() ? [] : [`the control ${mode.control} changes nothing`];
}

/** How a page looks, in a few words: two modes that look the same are one. */
export function look(page) {
  return page.evaluate(() => ['body', 'h1', 'main a', '.site-head', 'main p'].map((selector) => {
    const element = document.querySelector(selector);
    if (!element) return selector;
    const { color, backgroundColor, fontSize, borderTopColor, borderTopWidth, textDecorationThickness } = getComputedStyle(element);
    return [color, backgroundColor, fontSize, borderTopColor, borderTopWidth, textDecorationThickness].join(' ');
  }).join('; '));
}
