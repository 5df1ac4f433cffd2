// Walks 6 and 7: the district desk's list in all its ways, and the auditor's journal.
import { expect, test } from '@playwright/test';
import { desk, enterAs, looksRight, openMatter, phone } from './helpers';

test('the district desk filters, sorts, saves a view and exports the list', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const page = await enterAs(browser, 'district_desk');
  await page.goto('/desk/matters');
  const rows = page.getByRole('table', { name: '全部事项' }).locator('tbody tr');
  await expect(rows.first()).toBeVisible();
  const all = await rows.count();
  await page.getByRole('button', { name: '已超时' }).click();
  await expect(page).toHaveURL(/overdue=true/);
  await expect.poll(() => rows.count()).toBeLessThan(all);
  for (const row of await rows.all()) await expect(row.locator('.state.late')).toBeVisible();
  await page.getByRole('button', { name: '存为常用' }).click();
  await page.getByRole('dialog').getByLabel('名称').fill('全区超时');
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await page.getByRole('button', { name: '清除全部条件' }).click();
  await page.getByLabel('常用筛选', { exact: true }).selectOption('全区超时');
  await expect(page).toHaveURL(/overdue=true/);
  await page.getByRole('button', { name: '已超时' }).click();
  await page.getByRole('searchbox').fill('垃圾');
  await expect(page).toHaveURL(/q=/);
  await expect.poll(async () => (await rows.allInnerTexts()).every((text) => text.includes('垃圾'))).toBe(true);
  await page.getByRole('button', { name: '更多条件' }).click();
  await looksRight(page, info, 'list-filters');
  await page.getByRole('button', { name: '导出' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: '存为表格（CSV）' }).click();
  await page.getByRole('dialog').getByRole('link', { name: '下载文件' }).click();
  const file = await (await download).path();
  const { readFileSync } = await import('node:fs');
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('垃圾');
  expect(text).not.toMatch(/1[3-9]\d{9}/);
  await page.context().close();
});

test('pages of the list go on without a repeat', async ({ browser }) => {
  const page = await enterAs(browser, 'district_desk');
  await page.goto('/desk/matters');
  const links = page.getByRole('table', { name: '全部事项' }).locator('tbody a.strong');
  await expect(links.first()).toBeVisible();
  const more = page.getByRole('button', { name: '再看 50 条' });
  if (await more.isVisible()) {
    const before = await links.count();
    await more.click();
    await expect.poll(() => links.count()).toBeGreaterThan(before);
  }
  const hrefs = await links.evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
  expect(new Set(hrefs).size).toBe(hrefs.length);
  await page.context().close();
});

test('the auditor reads who revealed a number and why, and verifies the chain', async ({ browser }, info) => {
  const secretary = await enterAs(browser, 'community_secretary');
  await secretary.goto('/desk/matters?q=井盖破损');
  await secretary.getByRole('table', { name: '全部事项' }).locator('tbody a.strong').first().click();
  await secretary.getByRole('button', { name: '查看（留痕）' }).click();
  const dialog = secretary.getByRole('dialog');
  await dialog.getByLabel('查看理由').fill('核实现场位置，需要回电');
  await dialog.getByRole('button', { name: '查看', exact: true }).click();
  await expect(dialog).toContainText(/1\d{10}/);
  const id = secretary.url().split('/').pop()!;
  await secretary.context().close();

  const page = await enterAs(browser, 'auditor');
  await page.goto('/desk/unmaskings');
  await expect(page.getByRole('row').nth(1)).toContainText('核实现场位置，需要回电');
  await looksRight(page, info, 'unmaskings');
  await page.goto(`/desk/audit?subject_kind=matter&subject_id=${id}`);
  await expect(page.getByRole('table', { name: '留痕' })).toContainText('matter.unmasked');
  await page
    .getByRole('table', { name: '留痕' })
    .getByRole('button', { name: /（示例）/ })
    .first()
    .click();
  await expect(page).toHaveURL(/person=\d+/);
  await page.getByRole('button', { name: '开始验链' }).click();
  await expect(page.getByText('链条完整。')).toBeVisible({ timeout: 30_000 });
  await looksRight(page, info, 'journal');
  await page.context().close();
});

test('a second window changes by itself when a matter moves', async ({ browser }) => {
  const watcher = await enterAs(browser, 'district_desk');
  await watcher.goto('/desk/matters?stage=reported');
  const rows = watcher.getByRole('table', { name: '全部事项' }).locator('tbody tr');
  await expect(rows.first()).toBeVisible();
  const href = (await rows.first().locator('a.strong').getAttribute('href'))!;
  const id = href.split('/').pop()!;
  const actor = await enterAs(browser, 'district_desk', phone);
  await openMatter(actor, id);
  await actor.locator('[data-move=reject]').click();
  await actor.getByRole('dialog').getByLabel(/理由/).fill('与已受理的事项重复。');
  await actor.getByRole('dialog').locator('.btn.main').click();
  await expect(watcher.locator(`a[href$="${id}"]`)).toHaveCount(0, {
    timeout: 15_000,
  });
  await actor.context().close();
  await watcher.context().close();
});

test('two matters are confirmed in one act, each with its own result', async ({ browser }, info) => {
  const page = await enterAs(browser, 'community_secretary');
  await page.getByRole('button', { name: /待受理/ }).click();
  const rows = page.getByRole('table', { name: '我的事' }).locator('tbody tr').filter({ hasText: '核实' });
  await expect(rows.nth(1)).toBeVisible();
  for (const i of [0, 1]) await rows.nth(i).getByRole('checkbox').check();
  await page.getByRole('button', { name: '一起核实（2）' }).click();
  const dialog = page.getByRole('dialog', { name: '一起办理' });
  await expect(dialog.locator('[data-result=done]')).toHaveCount(2);
  await looksRight(page, info, 'bulk');
  await page.context().close();
});

test('the rulebook is read, drafted, checked and compared', async ({ browser }, info) => {
  const page = await enterAs(browser, 'district_desk', desk);
  await page.goto('/desk/rulebook');
  await page.getByRole('link', { name: '事项限时表' }).click();
  await expect(page.getByRole('heading', { name: '事项限时表' })).toBeVisible();
  await looksRight(page, info, 'rule');
  await page.getByRole('button', { name: /起草新版|打开草稿/ }).click();
  const amount = page.getByRole('textbox', { name: '限时 1 数量' });
  await amount.fill('6');
  await amount.press('Tab');
  await page.getByLabel('改了什么、为什么').fill('试行放宽');
  await page.getByRole('button', { name: '检查' }).click();
  await expect(page.getByText('检查通过，可以发布。')).toBeVisible();
  await page.getByRole('button', { name: '保存草稿' }).click();
  await expect(page.getByRole('heading', { name: '发布' })).toBeVisible();
  await page.getByRole('button', { name: '比较版本' }).click();
  await expect(page.locator('.diff')).toContainText('增 1 行，减 1 行');
  await looksRight(page, info, 'rule-draft');
  await page.context().close();
});
