// The morning page by keyboard and for many at once: forty tasks a day.
import { expect, test } from '@playwright/test';
import { api, enterAs, looksRight, made } from './helpers';

test('by keyboard: down, choose, act, open; large type stays', async ({ browser }, info) => {
  const page = await enterAs(browser, 'community_secretary');
  const rows = page.getByRole('table', { name: '我的事' }).locator('tbody tr');
  await expect(rows.nth(2)).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(rows.nth(1)).toHaveClass(/at/);
  await page.keyboard.press('x');
  await expect(rows.nth(1).getByRole('checkbox')).toBeChecked();
  await page.keyboard.press('k');
  await page.keyboard.press('a');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  const title = await rows.nth(0).locator('a.strong').innerText();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/\w+\/\d+$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await page.getByRole('button', { name: '大字' }).click();
  await page.goto('/desk/mine');
  await expect(page.locator('html')).toHaveClass(/is-large/);
  await looksRight(page, info, 'mine-large');
  await page.context().close();
});

test('many are dispatched and struck off in one act; one that cannot says why and is a click away', async ({ browser }, info) => {
  const page = await enterAs(browser, 'community_secretary');
  const names = [1, 2].map((n) => `一起派遣 ${Date.now() % 100_000}-${n}`);
  for (const name of names) await made(page, name, 'registered');
  await page.goto('/desk/mine?show=to_dispatch');
  for (const name of names)
    await page
      .getByRole('row', { name: new RegExp(name) })
      .getByRole('checkbox')
      .check();
  await page.locator('[data-bulk=dispatch]').click();
  const dialog = page.getByRole('dialog', { name: '一起办理' });
  const box = dialog.getByRole('combobox', { name: '承办单位与岗位' });
  await box.click();
  await box.fill('区城市管理局');
  await page.locator('.el-select-dropdown:visible .el-tree-node__content', { hasText: '区城市管理局' }).last().click();
  await expect(dialog.getByLabel('由哪个岗位承办')).toHaveValue('department_handler');
  await dialog.locator('.btn.main').click();
  await expect(dialog.locator('[data-result=done]')).toHaveCount(2);
  await looksRight(page, info, 'bulk-dispatch');
  await page.context().close();
});

test('many are struck off in one act; where somebody was quicker, the row says why and leads there', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const page = await enterAs(browser, 'community_secretary');
  const handler = await enterAs(browser, 'department_handler');
  const mark = Date.now() % 100_000;
  const names = ['一', '二', '三'].map((n) => `一起销号 ${mark} 之${n}`);
  const ids: string[] = [];
  for (const name of names) {
    const id = await made(page, name, 'dispatched');
    await api(handler, `/api/v1/matters/${id}/sign`, {});
    await api(handler, `/api/v1/matters/${id}/feedback`, { text: '已办好。' });
    await api(page, `/api/v1/matters/${id}/inspect`, { passed: true });
    ids.push(id);
  }
  await handler.context().close();
  await page.goto('/desk/matters?stage=inspected&q=' + mark);
  for (const name of names.slice(0, 2))
    await page
      .getByRole('row', { name: new RegExp(name) })
      .getByRole('checkbox')
      .check();
  await page.locator('[data-bulk=strike_off]').click();
  const dialog = page.getByRole('dialog', { name: '一起办理' });
  await dialog.locator('.btn.main').click(); // a word on it may be left out
  await expect(dialog.locator('[data-result=done]')).toHaveCount(2);
  await looksRight(page, info, 'bulk-strike-off');
  await page.keyboard.press('Escape');
  for (const id of ids.slice(0, 2)) expect((await api<{ stage: string }>(page, `/api/v1/matters/${id}`)).stage).toBe('struck_off');

  // Two are on their way to a unit; while the form is open, one of them is dispatched by somebody else.
  const two = [1, 2].map((n) => `抢先派遣 ${mark}-${n}`);
  const there: string[] = [];
  for (const name of two) there.push(await made(page, name, 'registered'));
  await page.goto('/desk/matters?stage=registered&q=' + mark);
  for (const name of two)
    await page
      .getByRole('row', { name: new RegExp(name) })
      .getByRole('checkbox')
      .check();
  await page.locator('[data-bulk=dispatch]').click();
  const box = dialog.getByRole('combobox', { name: '承办单位与岗位' });
  await box.click();
  await box.fill('区城市管理局');
  await page.locator('.el-select-dropdown:visible .el-tree-node__content', { hasText: '区城市管理局' }).last().click();
  await expect(dialog.getByLabel('由哪个岗位承办')).toHaveValue('department_handler');
  const units = await api<{ items: { id: string; name: string }[] }>(page, '/api/v1/org_units');
  const unit_id = units.items.find((unit) => unit.name === '区城市管理局')!.id;
  await api(page, `/api/v1/matters/${there[0]}/dispatch`, { unit_id, post_kind: 'department_handler' });
  await dialog.locator('.btn.main').click();
  await expect(dialog.locator('[data-result=done]')).toHaveCount(1);
  await expect(dialog.locator('[data-result=refused]')).toHaveCount(1);
  await looksRight(page, info, 'bulk-refused');
  await dialog.locator('[data-result=refused]').getByRole('link').first().click();
  await expect(page).toHaveURL(new RegExp(`/matters/${there[0]}$`));
  await page.context().close();
});

test('what I follow stands among mine until it ends', async ({ browser }) => {
  const page = await enterAs(browser, 'district_desk');
  await page.goto('/desk/matters?open=true');
  const link = page.getByRole('table', { name: '全部事项' }).locator('tbody a.strong').first();
  const title = await link.innerText();
  await link.click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await page.getByRole('button', { name: '☆ 关注' }).click();
  await expect(page.getByRole('button', { name: '★ 已关注' })).toBeVisible();
  await page.goto('/desk/mine/followed');
  await expect(page.getByRole('link', { name: title }).first()).toBeVisible();
  await page.context().close();
});

test('a department sees what comes from where, and answers from the phone', async ({ browser }, info) => {
  const page = await enterAs(browser, 'department_handler', { width: 390, height: 844 });
  await expect(page.getByRole('group', { name: '来自' })).toBeVisible();
  const first = page.getByRole('group', { name: '来自' }).getByRole('button').first();
  await first.click();
  await expect(page).toHaveURL(/from=\d+/);
  await expect(page.getByRole('table', { name: '我的事' }).locator('tbody tr').first()).toBeVisible();
  await looksRight(page, info, 'inbox');
  await page.context().close();
});
