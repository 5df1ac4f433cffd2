// A joint task from four chairs: the secretary calls the crew from a matter by its preset, the grid worker answers and reports what he saw from
// the telephone, the department answers from its own list, the secretary calls off who is no longer needed and the matter tells it. Then the
// crew's week: a substitute for some days, a gap named.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { api, enterAs, looksRight, made, openMatter, phone } from './helpers';

test.use({ actionTimeout: 10_000 });
test.describe.configure({ mode: 'serial' });
// Walked again, it is another one: nothing of the walk before is met.
const title = `夜间广场舞音响扰民${String(Date.now()).slice(-5)}`;
const finding = '广场配电箱门锁损坏';
let matter = '';
let task = '';

// One seat's line on the task's page, and an answer to it: the dialog opens, is filled, and is gone.
const lineOf = (page: Page, seat: string) => page.locator(`[data-line="${seat}"]`);
async function answer(page: Page, scope: Page | Locator, button: string, fill: (dialog: Locator) => Promise<void> = async () => undefined) {
  await scope.getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await fill(dialog);
  await dialog.locator('.btn.main').click();
  await expect(dialog).toBeHidden();
}

test('the secretary calls the crew from a matter; a preset ticks seats and guests', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const secretary = await enterAs(browser, 'community_secretary');
  matter = await made(secretary, title, 'registered');
  await openMatter(secretary, matter);
  await secretary.getByRole('link', { name: '召集六员', exact: true }).click();
  await expect(secretary).toHaveURL(/\/crew-tasks\/new\?from=matter/);
  await expect(secretary.getByRole('textbox', { name: /任务/ })).toHaveValue(title);
  await secretary.getByRole('radio', { name: '物业纠纷' }).check();
  await expect(secretary.getByRole('checkbox', { name: '民警', exact: true })).toBeChecked();
  await expect(secretary.getByRole('textbox', { name: /单位名称/ })).toHaveCount(2);
  await secretary.getByRole('radio', { name: '噪音扰民' }).check();
  await expect(secretary.getByRole('textbox', { name: /单位名称/ })).toHaveCount(0);
  await expect(secretary.getByRole('checkbox', { name: '城管' })).toBeChecked();
  await expect(secretary.getByText(/声级计/)).toBeVisible();
  await secretary.getByRole('button', { name: /邀请一家单位/ }).click();
  await secretary.getByRole('textbox', { name: /单位名称/ }).fill('槐园物业服务企业');
  await looksRight(secretary, info, 'crew-call');
  await secretary.locator('form .btn.main').click();
  await expect(secretary).toHaveURL(/\/crew-tasks\/\d+$/);
  await expect(secretary.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(secretary.locator('[data-line]')).toHaveCount(4);
  task = secretary.url().split('/').pop()!;
  await looksRight(secretary, info, 'crew-task');
  await secretary.context().close();
});

test('the grid worker arrives, says what came of it and reports what he saw, on the telephone', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const worker = await enterAs(browser, 'grid_worker', phone);
  await worker.goto(`/desk/crew-tasks/${task}`);
  await expect(worker.getByRole('heading', { level: 1, name: title })).toBeVisible();
  const own = lineOf(worker, 'grid_worker');
  await answer(worker, own, '报到场');
  await expect(own.getByText('已到场')).toBeVisible();
  await looksRight(worker, info, 'crew-task');
  await answer(worker, own, '填结果', (dialog) => dialog.getByRole('textbox', { name: /结果/ }).fill('已劝导，音量降至规定以下'));
  await expect(own.getByText('已劝导，音量降至规定以下')).toBeVisible();
  await answer(worker, worker, '上报问题', (dialog) => dialog.getByRole('textbox', { name: /发现的问题/ }).fill(finding));
  await expect(worker.getByRole('link', { name: finding })).toBeVisible();
  await worker.context().close();
});

test('the department finds it on its own list and hands over; the secretary answers for the guest and calls off the rest', async ({
  browser,
}, info) => {
  test.setTimeout(150_000);
  const department = await enterAs(browser, 'department_handler', phone);
  await department.goto('/desk/mine');
  await department
    .getByRole('link', { name: new RegExp(title) })
    .first()
    .click();
  await expect(department.getByRole('heading', { level: 1, name: title })).toBeVisible();
  const own = lineOf(department, 'urban_management');
  await answer(department, own, '报到场');
  await expect(own.getByText('已到场')).toBeVisible();
  await answer(department, own, '填结果', (dialog) => dialog.getByRole('textbox', { name: /结果/ }).fill('已收缴超标音响'));
  await expect(own.getByText('已收缴超标音响')).toBeVisible();
  await department.context().close();

  const secretary = await enterAs(browser, 'community_secretary');
  await secretary.goto(`/desk/crew-tasks/${task}`);
  const guest = lineOf(secretary, '槐园物业服务企业');
  await answer(secretary, guest, '报到场', (dialog) => dialog.getByRole('textbox', { name: /到场人/ }).fill('项目经理'));
  await answer(secretary, guest, '填结果', (dialog) => dialog.getByRole('textbox', { name: /结果/ }).fill('已贴出告示'));
  await expect(guest.getByText('已贴出告示')).toBeVisible();
  const police = lineOf(secretary, 'police');
  await answer(secretary, secretary, '取消任务', (dialog) => dialog.getByRole('textbox', { name: /原因/ }).fill('已平息，民警不用再来'));
  await expect(police.getByText('已取消')).toBeVisible();
  await expect(secretary.locator('.page-head').getByText('已办结')).toBeVisible();
  await expect(secretary.getByRole('button', { name: '取消任务' })).toHaveCount(0);
  await looksRight(secretary, info, 'crew-task-closed');
  await openMatter(secretary, matter);
  await expect(secretary.getByRole('heading', { name: '由此召集的六员联动' })).toBeVisible();
  await looksRight(secretary, info, 'crew-matter');
  const tasks = await api<{ items: { findings: string }[] }>(
    secretary,
    `/api/v1/crew_tasks?filter.origin_kind=matter&filter.origin=${matter}`,
  );
  expect(Number(tasks.items[0]!.findings)).toBe(1);
  await secretary.context().close();
});

test("the crew's week: seats, gaps, a substitute; lists on desk and telephone", async ({ browser }, info) => {
  test.setTimeout(120_000);
  const secretary = await enterAs(browser, 'community_secretary');
  await secretary.goto('/desk/crews');
  await expect(secretary.getByText(/个社区（村），\d+ 个有空缺或空档/)).toBeVisible();
  await looksRight(secretary, info, 'crews');
  await secretary.getByRole('link', { name: '槐园社区', exact: true }).first().click();
  await expect(secretary.getByRole('heading', { level: 1, name: '槐园社区六员值守' })).toBeVisible();
  const seat = secretary.locator('[data-seat=steward]');
  await seat.getByRole('button', { name: '替班' }).first().click();
  const dialog = secretary.getByRole('dialog');
  await dialog.getByRole('radio').first().check();
  const day = async (ahead: number) => {
    const me = await api<{ now: string }>(secretary, '/api/v1/me');
    return new Date(new Date(me.now).getTime() + (8 + 24 * ahead) * 3_600_000).toISOString().slice(0, 10);
  };
  await dialog.getByLabel(/起始日期/).fill(await day(1));
  await dialog.getByLabel(/截止日期/).fill(await day(4));
  await dialog.getByRole('textbox', { name: /原因/ }).fill('年休假');
  await dialog.locator('.btn.main').click();
  await expect(dialog).toBeHidden();
  await expect(seat.getByText(/由 .+ 替班$/)).toBeVisible();
  await looksRight(secretary, info, 'crew');
  await secretary.setViewportSize(phone);
  await looksRight(secretary, info, 'crew');
  await secretary.goto('/desk/crew-tasks');
  await expect(secretary.getByRole('link', { name: title }).first()).toBeVisible();
  await looksRight(secretary, info, 'crew-tasks');
  await secretary.goto('/desk/crews');
  await expect(secretary.getByRole('link', { name: '槐园社区', exact: true }).first()).toBeVisible();
  await looksRight(secretary, info, 'crews');
  await secretary.context().close();
});
