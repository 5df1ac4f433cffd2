// The map on the resident's form: a tap, the arrow keys or the lists say where; without scripts the lists do; the private page shows it.
// On a cheap telephone, with little to load.
import { expect, test, type Browser, type Page } from '@playwright/test';
import { district, looksRight } from './helpers';

async function visit(browser: Browser, width: number, scripts = true): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 700 },
    locale: 'zh-CN',
    baseURL: process.env.RED_URL,
    javaScriptEnabled: scripts,
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw new Error(`the resident's page broke: ${error.message}`);
  });
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) throw new Error(message.text());
  });
  return page;
}
async function send(page: Page, words: string): Promise<void> {
  await page.getByLabel(/发生了什么/).fill(words);
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await expect(page).toHaveURL(/\/s\//);
}
const mark = Date.now() % 100_000;
const pin = (page: Page) => page.locator('#mark:not(.off)');

for (const width of [320, 390])
  test(`a tap on the map at ${width}, moved by keys; the private page shows the pin`, async ({ browser }, info) => {
    const page = await visit(browser, width);
    let bytes = 0;
    page.on('response', async (answer) => {
      bytes += await answer.body().then(
        (body) => body.length,
        () => 0,
      );
    });
    await page.goto(`/d/${district}/report`);
    await expect(page.locator('#map')).toHaveCount(0); // nothing to load before a community is named
    await page.getByLabel('所在社区').selectOption({ label: '槐园社区' });
    const map = page.locator('#map');
    await expect(map).toBeVisible();
    await expect(pin(page)).toHaveCount(0);
    // The middle of a grid, wherever the district lies.
    const grid = await page.locator('#map .grid').first().getAttribute('data-grid');
    await page.locator('#map .grid').first().click();
    await expect(pin(page)).toHaveCount(1);
    await expect(page.locator('#grid')).toHaveValue(grid!);
    await expect(page.locator('#picked')).toContainText('槐园第1网格');
    await looksRight(page, info, 'resident-map');
    const before = await page.locator('#longitude').inputValue();
    await map.focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('#longitude')).not.toHaveValue(before);
    expect(bytes).toBeLessThan(60_000);
    await send(page, `路灯不亮，图上点的 ${mark}`);
    await expect(page.getByText(/图钉：报上来的位置，在槐园第1网格/)).toBeVisible();
    await expect(pin(page)).toHaveCount(1);
    await looksRight(page, info, 'resident-map-done');
    await page.context().close();
  });

test('an estate from the list is a place too; another community forgets it', async ({ browser }) => {
  const page = await visit(browser, 390);
  await page.goto(`/d/${district}/report`);
  await page.getByLabel('所在社区').selectOption({ label: '槐园社区' });
  await page.getByLabel('小区、街巷或市场').selectOption({ label: '槐园新村' });
  await expect(pin(page)).toHaveCount(1);
  const grid = await page.locator('#grid').inputValue();
  expect(grid).not.toBe('');
  await page.getByLabel('网格', { exact: true }).selectOption({ index: 1 });
  await expect(pin(page)).toHaveCount(0); // the grid is chosen, the point no longer
  await page.getByLabel('小区、街巷或市场').selectOption({ label: '槐园一号院' });
  await expect(pin(page)).toHaveCount(1);
  await page.getByLabel('所在社区').selectOption({ label: '兴华东社区' });
  await expect(page.getByLabel('网格', { exact: true }).getByRole('option', { name: '槐园第1网格' })).toHaveCount(0);
  await expect(pin(page)).toHaveCount(0);
  await expect(page.locator('#longitude')).toHaveValue('');
  await page.getByLabel('所在社区').selectOption({ label: '槐园社区' });
  await page.getByLabel('小区、街巷或市场').selectOption({ label: '槐园新村' });
  await page.getByLabel('具体位置').fill('2 号楼后面');
  await send(page, `垃圾桶倒了 ${mark}`);
  await expect(page.getByText('槐园新村 2 号楼后面').first()).toBeVisible();
  await expect(pin(page)).toHaveCount(1);
  await page.context().close();
});

test('without scripts a button brings map and lists, and what was typed stays', async ({ browser }) => {
  const page = await visit(browser, 390, false);
  await page.goto(`/d/${district}/report`);
  await page.getByLabel(/发生了什么/).fill(`井盖响 ${mark}`);
  await page.getByLabel('所在社区').selectOption({ label: '槐园社区' });
  await page.getByRole('button', { name: '显示这个社区的地图' }).click();
  await expect(page.locator('#map')).toBeVisible();
  await expect(page.getByLabel(/发生了什么/)).toHaveValue(`井盖响 ${mark}`);
  await expect(page.getByLabel('所在社区')).toHaveValue(/\d+/);
  await page.getByLabel('网格', { exact: true }).selectOption({ label: '槐园第2网格' });
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await expect(page).toHaveURL(/\/s\//);
  await expect(page.getByText('红色的是槐园第2网格。')).toBeVisible();
  await page.context().close();
});
