// Walks 1 to 5: one report from a resident's telephone all the way to its strike-off, with each role doing its own part.
import { expect, test, type Page } from '@playwright/test';
import { act, desk, district, enterAs, looksRight, openMatter, phone, photo, pick, stageNow } from './helpers';

test.describe.configure({ mode: 'serial' });

const what = `井盖响动松动 ${Date.now() % 100_000}`;
let number = '';
let link = '';
let id = '';

async function findMatter(page: Page): Promise<void> {
  await page.goto('/desk/matters');
  await page.getByRole('searchbox', { name: '搜文字、编号、地点' }).fill(number);
  const row = page.getByRole('row', {
    name: `${number.slice(0, 4)} ${number.slice(4)}`,
  });
  await expect(row).toBeVisible();
  await row.getByRole('link').first().click();
  await expect(page.getByRole('list', { name: '办理阶段' })).toBeVisible();
  id = page.url().split('/').pop()!;
}

for (const scripts of [false, true]) {
  test(`a resident reports on a telephone, ${scripts ? 'with' : 'without'} scripts`, async ({ browser }, info) => {
    const helper = await browser.newPage();
    const picture = await photo(helper, '井盖');
    await helper.close();
    const context = await browser.newContext({
      viewport: phone,
      javaScriptEnabled: scripts,
      locale: 'zh-CN',
      baseURL: process.env.RED_URL,
    });
    const page = await context.newPage();
    await page.goto(`/d/${district}/`);
    await page.locator('a.act.main').click();
    await page.locator('#description').fill(what);
    await page.locator('#photo').setInputFiles(picture);
    await page.locator('#area').selectOption({ label: '槐园社区' });
    await page.locator('#place').fill('槐园小区 3 号楼东侧');
    await page.locator('#phone').fill('13800001234');
    await page.locator('#name').fill('李梅');
    if (scripts) await looksRight(page, info, 'resident-form');
    await page.locator('#send').click();
    await expect(page.getByRole('heading', { name: /已收到/ })).toBeVisible();
    await expect(page).toHaveURL(/\/s\//);
    link = new URL(page.url()).pathname;
    number = /[A-Z2-9]{4} [A-Z2-9]{4}/.exec(await page.locator('main').innerText())![0].replace(' ', '');
    if (scripts) await looksRight(page, info, 'resident-thanks');
    await page.goto(link);
    await expect(page.locator('main')).toContainText(`${number.slice(0, 4)} ${number.slice(4)}`);
    await context.close();
  });
}

test('the community secretary confirms, registers and dispatches it', async ({ browser }, info) => {
  const page = await enterAs(browser, 'community_secretary');
  await expect(page.getByRole('table', { name: '我的事' }).getByRole('row').nth(1)).toBeVisible();
  await looksRight(page, info, 'mine');
  await findMatter(page);
  await expect.poll(() => stageNow(page)).toBe('上报');
  await act(page, 'confirm', async (dialog) => {
    await pick(dialog, '类别', '井盖破损');
    await pick(dialog, '所在网格', '槐园第1网格');
    await dialog.getByLabel('核实情况').fill('情况属实，已放警示牌。');
  });
  await act(page, 'register');
  await expect(page.locator('.page-head')).toContainText(/清单 2026-\d{4}/);
  await act(page, 'dispatch', async (dialog) => {
    await pick(dialog, '承办单位与岗位', '区城市管理局');
    await expect(dialog.getByLabel('由哪个岗位承办')).toHaveValue('department_handler');
  });
  await expect(page.locator('dl.facts').first()).toContainText('区城市管理局');
  await looksRight(page, info, 'matter-dispatched');
  await page.context().close();
});

test('the handler signs, works, gives feedback with a photo, and cannot strike it off', async ({ browser }, info) => {
  const page = await enterAs(browser, 'department_handler', phone);
  await openMatter(page, id);
  await act(page, 'sign');
  await act(page, 'feedback', async (dialog) => {
    await dialog.getByLabel('处置情况').fill('已更换井盖并加固。');
    await dialog.locator('input[type=file]').setInputFiles(await photo(page, '换好'));
    await expect(dialog.locator('progress')).toHaveCount(0);
    await expect(dialog.locator('.fault')).toHaveCount(0);
  });
  await expect(page.locator('.timeline img').first()).toBeVisible(); // the photo of what was done stands in what happened
  await expect(page.locator('[data-move=strike_off], [data-move=inspect]')).toHaveCount(0);
  await page.getByText(/现在不能办的/).click();
  const refused = page.locator('[data-refused=inspect]');
  await expect(refused).toBeVisible();
  await expect(refused.getByRole('link')).toHaveAttribute('href', /rulebook/);
  await looksRight(page, info, 'matter-handler-refused');
  await page.context().close();
});

test('a grid worker inspects it, the secretary sends it back once and then strikes it off', async ({ browser }) => {
  const secretary = await enterAs(browser, 'community_secretary');
  await openMatter(secretary, id);
  await act(secretary, 'send_back', async (dialog) => {
    await dialog.getByLabel('退回重办的理由').fill('井盖仍有响动，请再加固。');
  });
  await expect.poll(() => stageNow(secretary)).toBe('处置');
  const handler = await enterAs(browser, 'department_handler', phone);
  await openMatter(handler, id);
  await act(handler, 'feedback', async (dialog) => {
    await dialog.getByLabel('处置情况').fill('已垫橡胶圈，无响动。');
  });
  // The open screen of the secretary changes by itself.
  await expect(secretary.locator('[aria-current=step]')).toContainText('反馈', {
    timeout: 15_000,
  });
  const worker = await enterAs(browser, 'grid_worker', phone);
  await openMatter(worker, id);
  await act(worker, 'inspect', async (dialog) => {
    await dialog
      .getByRole('group', { name: /核查结论/ })
      .getByLabel('是')
      .check();
  });
  await expect(secretary.locator('[data-move=strike_off]')).toBeVisible({
    timeout: 15_000,
  });
  await act(secretary, 'strike_off');
  await expect(secretary.locator('.page-head')).toContainText('已销号');
  await handler.context().close();
  await worker.context().close();
  await secretary.context().close();
});

test('each deadline explains itself day by day', async ({ browser }) => {
  const page = await enterAs(browser, 'community_secretary', desk);
  await openMatter(page, id);
  const why = page.getByRole('complementary').locator('.why');
  await why.getByRole('button', { name: '处置' }).first().click();
  await expect(why.getByRole('table', { name: '逐日说明' })).toContainText('第 1 个工作日');
  await expect(why).toContainText('限 2 个工作日');
  await why.getByRole('link', { name: /事项限时表 第 \d+ 版/ }).click();
  await expect(page.locator('.asked')).toHaveCount(1); // a row, or a record of many fields
  await page.context().close();
});

test('the resident sees every step behind the private link', async ({ browser }, info) => {
  const context = await browser.newContext({
    viewport: phone,
    locale: 'zh-CN',
    baseURL: process.env.RED_URL,
  });
  const page = await context.newPage();
  await page.goto(link);
  await expect(page.locator('main')).toContainText('已办结');
  await expect(page.locator('main')).toContainText('核查没有通过');
  await looksRight(page, info, 'resident-progress');
  await context.close();
});
