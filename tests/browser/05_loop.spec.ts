// The loop beside the straight way: solved on the spot, more time, split and merge and back, reopened, and the list struck off.
import { expect, test, type Page } from '@playwright/test';
import { act, enterAs, looksRight, made, openMatter, phone, photo, stageNow } from './helpers';

test.describe.configure({ mode: 'serial' });
const mark = Date.now() % 100_000;

async function passed(page: Page, strike: boolean): Promise<void> {
  await act(page, 'inspect', async (dialog) => {
    await dialog
      .getByRole('group', { name: /核查结论/ })
      .getByLabel('是')
      .check();
    if (strike) await dialog.getByLabel('同时销号').check();
  });
}

test('a grid worker solves something on the spot in a minute; somebody else inspects it', async ({ browser }, info) => {
  const worker = await enterAs(browser, 'grid_worker', phone);
  await worker.goto('/field/mine');
  await worker
    .getByRole('link', { name: /随手做/ })
    .first()
    .click();
  const files = worker.locator('input[type=file]');
  await files.nth(0).setInputFiles(await photo(worker, '之前'));
  await files.nth(1).setInputFiles(await photo(worker, '之后'));
  await worker.getByRole('button', { name: '暴露垃圾' }).click();
  await worker.getByLabel('是什么').fill(`楼道口垃圾 ${mark}`);
  await worker.getByLabel('在哪里').fill('槐园小区 5 号楼门口');
  await expect(worker.locator('form progress')).toHaveCount(0);
  await expect(worker.locator('form .fault')).toHaveCount(0);
  await looksRight(worker, info, 'on-the-spot');
  await worker.getByRole('button', { name: '办好了，上报' }).click();
  await expect(worker.getByText('已上报，等别的同事核查')).toBeVisible();
  await worker.getByRole('link', { name: '打开这件事' }).click();
  await expect(worker).toHaveURL(/\/matters\/\d+$/); // the page before has the same words in its head
  await expect(worker.getByRole('heading', { level: 1, name: `楼道口垃圾 ${mark}` })).toBeVisible();
  await expect(worker.locator('.page-head')).toContainText('随手做');
  const id = worker.url().split('/').pop()!;
  await expect(worker.locator('[data-move=inspect]')).toHaveCount(0);
  await worker.goto('/field/mine/followed');
  await expect(worker.getByRole('link', { name: `楼道口垃圾 ${mark}` })).toBeVisible();
  await looksRight(worker, info, 'followed');
  await worker.context().close();

  const secretary = await enterAs(browser, 'community_secretary');
  await openMatter(secretary, id);
  await passed(secretary, true);
  await expect(secretary.locator('.page-head')).toContainText('已销号');
  await secretary.goto('/desk/matters?solved_on_spot=true');
  await expect(secretary.getByRole('link', { name: `楼道口垃圾 ${mark}` })).toBeVisible();
  await secretary.context().close();
});

test('the handler asks for more time before the deadline; who dispatched it grants it; the deadline says so', async ({ browser }, info) => {
  const secretary = await enterAs(browser, 'community_secretary');
  const id = await made(secretary, `井盖松动 ${mark}`, 'dispatched');
  const handler = await enterAs(browser, 'department_handler', phone);
  await openMatter(handler, id);
  await act(handler, 'sign');
  await act(handler, 'request_extension', async (dialog) => {
    await dialog.getByLabel('延长多少').fill('3');
    await dialog.getByRole('group', { name: /单位/ }).getByLabel('工作日').check();
    await dialog.getByLabel('延期理由').fill('井盖规格特殊，配件后天到。');
  });
  await expect(handler.locator('[data-note=extension]')).toContainText('申请延期到');
  await secretary.goto('/desk/mine?show=waiting_for_me');
  await secretary.getByRole('link', { name: `井盖松动 ${mark}` }).click();
  await expect(secretary).toHaveURL(new RegExp(`/matters/${id}$`));
  await act(secretary, 'decide_extension', async (dialog) => {
    await dialog
      .getByRole('group', { name: /准予延期/ })
      .getByLabel('是')
      .check();
  });
  await expect(secretary.locator('[data-note=extension]')).toContainText('已准予延期到');
  await expect(secretary.locator('.why')).toContainText('延长 3 个工作日');
  await looksRight(secretary, info, 'extension');
  await handler.context().close();
  await secretary.context().close();
});

test('a matter is split, and the split undone; merged, and the merge undone', async ({ browser }, info) => {
  const page = await enterAs(browser, 'community_secretary');
  const whole = await made(page, `垃圾与路灯 ${mark}`, 'registered');
  await openMatter(page, whole);
  await act(page, 'split', async (dialog) => {
    await dialog.getByLabel('分办事项是什么').fill(`清运垃圾 ${mark}`);
    await dialog.getByRole('button', { name: /再拆一件/ }).click();
    await dialog.getByLabel('分办事项是什么').nth(1).fill(`修好路灯 ${mark}`);
    await looksRight(page, info, 'split');
  });
  await expect(page.locator('[data-note=parts]')).toContainText('分成 2 件');
  await expect(page.getByRole('link', { name: `修好路灯 ${mark}` })).toBeVisible();
  await act(page, 'undo_split', async (dialog) => {
    await dialog.getByLabel('理由').fill('一家单位就能一起办。');
  });
  await expect.poll(() => stageNow(page)).toBe('立案');

  const other = await made(page, `同一处垃圾 ${mark}`, 'registered');
  await openMatter(page, other);
  await act(page, 'merge', async (dialog) => {
    const box = dialog.getByRole('combobox', { name: '并入哪一件' });
    await box.click();
    await box.fill(`垃圾与路灯 ${mark}`);
    await page
      .locator('.el-select-dropdown:visible .el-select-dropdown__item', { hasText: `垃圾与路灯 ${mark}` })
      .first()
      .click();
    await dialog.getByLabel('理由').fill('同一处、同一件事。');
  });
  await expect(page.locator('[data-note=merged]')).toContainText(`垃圾与路灯 ${mark}`);
  await act(page, 'undo_merge', async (dialog) => {
    await dialog.getByLabel('理由').fill('核对后不是同一处。');
  });
  await expect.poll(() => stageNow(page)).toBe('立案');
  await page.context().close();
});

test('struck off and reopened: it is handled again with a clock of its own', async ({ browser }, info) => {
  const secretary = await enterAs(browser, 'community_secretary');
  const id = await made(secretary, `路面塌陷 ${mark}`, 'dispatched');
  const handler = await enterAs(browser, 'department_handler', phone);
  await openMatter(handler, id);
  await act(handler, 'sign');
  await act(handler, 'feedback', async (dialog) => {
    await dialog.getByLabel('处置情况').fill('已回填压实。');
  });
  await openMatter(secretary, id);
  await passed(secretary, true);
  await expect(secretary.locator('.page-head')).toContainText('已销号');
  await act(secretary, 'reopen', async (dialog) => {
    await dialog.getByLabel('理由').fill('居民反映雨后又塌了。');
  });
  await expect.poll(() => stageNow(secretary)).toBe('处置');
  await expect(secretary.locator('.page-head')).toContainText('重办 1 次');
  await looksRight(secretary, info, 'reopened');
  await handler.reload();
  await expect(handler.locator('[data-move=feedback]')).toBeVisible();
  await handler.context().close();
  await secretary.context().close();
});

test("the community's list: struck off one by one, on the wall, as text and as a picture", async ({ browser }, info) => {
  const page = await enterAs(browser, 'community_secretary');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/desk/list?state=done');
  const struck = page.locator('tbody tr.struck');
  await expect(struck.first()).toBeVisible();
  await expect(struck.filter({ hasText: '销号' }).first()).toBeVisible(); // others were merged or have another end
  await looksRight(page, info, 'community-list');
  await page.getByRole('button', { name: '复制为文字' }).click();
  await expect(page.getByText(/已复制 \d+ 条/)).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain('槐园社区问题清单');
  expect(text).toMatch(/✓ .*销号/);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '存为图片' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.png$/);
  await page.getByRole('link', { name: '上墙版式' }).click();
  await expect(page.locator('article tr.gone').first()).toBeVisible();
  await looksRight(page, info, 'wall');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.menu').first()).toBeHidden();
  await expect(page.locator('article')).toBeVisible();
  await page.context().close();
});
