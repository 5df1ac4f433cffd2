// A task handed down, from three chairs: the department drafts it, the district admits it by its rules, the community fills it on the
// telephone; corrected, accepted, closed. What was said once is filled in the next time.
import { expect, test, type Page } from '@playwright/test';
import { api, enterAs, looksRight, phone } from './helpers';

test.describe.configure({ mode: 'serial' });
const title = '小区充电桩摸底';
const day_ms = 86_400_000;

// So many days from the district's today.
async function inDays(page: Page, days: number): Promise<string> {
  const { now } = await api<{ now: string }>(page, '/api/v1/me');
  return new Date(Date.parse(now) + 8 * 3_600_000 + days * day_ms).toISOString().slice(0, 10);
}

async function draft(page: Page, name: string, due: string): Promise<string> {
  await page.goto('/desk/assigned_tasks/new');
  await page.getByRole('textbox', { name: /任务名称/ }).fill(name);
  await page.getByRole('textbox', { name: /做什么用/ }).fill('安排安全检查');
  await page.getByRole('textbox', { name: /^依据/ }).fill('安全生产治本攻坚方案');
  await page.getByLabel('期限').fill(due);
  await page.getByRole('textbox', { name: /填一份大约几小时/ }).fill('0.5');
  const box = page.getByRole('group', { name: /填报内容.*1/ });
  await box.getByRole('combobox', { name: '常用数据项' }).selectOption('elderly_alone');
  await box.getByRole('checkbox', { name: '必填' }).check();
  await page.getByRole('button', { name: '加一项' }).click();
  const second = page.getByRole('group', { name: /填报内容.*2/ });
  await second.getByRole('textbox', { name: /问什么/ }).fill('最急的一处');
  await second.getByRole('combobox', { name: /填法/ }).selectOption('text');
  await page.getByRole('button', { name: '保存草稿' }).click();
  await expect(page).toHaveURL(/\/assigned_tasks\/\d+$/);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  return page.url().split('/').pop()!;
}
async function go(page: Page, button: string, reason = '') {
  await page.locator('main').getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  if (reason) await dialog.getByRole('textbox').first().fill(reason);
  await dialog.locator('.btn.main').click();
  await expect(dialog).toBeHidden();
}

test('drafted, refused by the rule before it is tried, changed, admitted; each community has its line', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const department = await enterAs(browser, 'department_handler');
  const id = await draft(department, title, await inDays(department, 3));
  await looksRight(department, info, 'assigned-draft');
  await go(department, '提交准入');

  const desk = await enterAs(browser, 'district_desk');
  await desk.goto('/desk/assigned_tasks?stage=asked');
  await desk.getByRole('link', { name: title }).first().click();
  await expect(desk).toHaveURL(new RegExp(`/assigned_tasks/${id}$`));
  await expect(desk.getByText(/规定至少 5 个工作日/).first()).toBeVisible();
  await expect(desk.getByRole('button', { name: '准入并下达' })).toBeDisabled();
  await looksRight(desk, info, 'assigned-admission');
  await go(desk, '要求修改', '期限太近，推到国庆后');

  await department.goto(`/desk/assigned_tasks/${id}`);
  await expect(department.getByText(/区里要求修改：期限太近/)).toBeVisible();
  await department.getByRole('link', { name: '修改任务' }).click();
  const due = await inDays(department, 30);
  await department.getByLabel('期限').fill(due);
  await department.getByRole('button', { name: '保存草稿' }).click();
  await go(department, '提交准入');
  await desk.goto(`/desk/assigned_tasks/${id}`);
  await go(desk, '准入并下达');
  await expect(desk.locator('[aria-current=step]')).toContainText('填报');
  await desk.goto('/desk/assigned_hours');
  await desk.getByLabel('月份').fill(due.slice(0, 7));
  await expect(desk.getByRole('heading', { name: '按社区' })).toBeVisible();
  await looksRight(desk, info, 'assigned-hours');
  await department.context().close();
  await desk.context().close();
});

test('the community fills it on the telephone, keeps what was typed; it is returned, corrected, accepted, closed', async ({
  browser,
}, info) => {
  test.setTimeout(120_000);
  const community = await enterAs(browser, 'community_secretary', phone);
  await community.goto('/desk/assigned_tasks');
  await community.getByRole('link', { name: title }).last().click();
  await expect(community).toHaveURL(/\/assigned_lines\/\d+$/);
  await expect(community.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await looksRight(community, info, 'assigned-fill');
  const number = community.getByRole('textbox', { name: /独居老人数/ });
  await number.fill('很多');
  await community.getByRole('button', { name: '核对无误，提交' }).click();
  await expect(community.locator('.fault').first()).toBeVisible();
  await number.fill('41');
  await community.getByRole('textbox', { name: /最急的一处/ }).fill('3 号楼东侧');
  await community.reload();
  await expect(community.getByRole('textbox', { name: /最急的一处/ })).toHaveValue('3 号楼东侧');
  await community.getByRole('button', { name: '核对无误，提交' }).click();
  await expect(community.getByText('已报待采用').first()).toBeVisible();
  const line = community.url().split('/').pop()!;

  const department = await enterAs(browser, 'department_handler');
  await department.goto(`/desk/assigned_lines/${line}`);
  await expect(department.getByText('41 人')).toBeVisible();
  await go(department, '退回补正', '请核对 5 号楼');
  await community.reload();
  await expect(community.getByText(/退回补正：请核对 5 号楼/)).toBeVisible();
  await community.getByRole('textbox', { name: /独居老人数/ }).fill('43');
  await community.getByRole('button', { name: '核对无误，提交' }).click();
  await expect(community.getByText('已报待采用').first()).toBeVisible();

  const { row } = await api<{ row: { task_id: string } }>(department, `/api/v1/assigned_lines/${line}`);
  await department.goto(`/desk/assigned_tasks/${row.task_id}`);
  await department.getByRole('button', { name: /已报的 \d+ 份全部采用/ }).click();
  await expect(department.getByText(/已采用 1 份/)).toBeVisible();
  await looksRight(department, info, 'assigned-progress');
  const sheet = await department.request.get(`/api/v1/assigned_exports/answers?filter.task=${row.task_id}&format=csv`);
  expect(await sheet.text()).toContain('43');
  await go(department, '办结');
  await community.context().close();
  await department.context().close();
});

test('what was said once is filled in the next time, with its source; what was not admitted is refused and seen', async ({
  browser,
}, info) => {
  test.setTimeout(120_000);
  const department = await enterAs(browser, 'department_handler');
  const id = await draft(department, '独居老人冬季探访准备', await inDays(department, 30));
  await go(department, '提交准入');
  const desk = await enterAs(browser, 'district_desk');
  await desk.goto(`/desk/assigned_tasks/${id}`);
  await go(desk, '准入并下达');
  const community = await enterAs(browser, 'community_secretary');
  await community.goto('/desk/assigned_tasks');
  await community.getByRole('link', { name: '独居老人冬季探访准备' }).last().click();
  await expect(community).toHaveURL(/\/assigned_lines\/\d+$/);
  await expect(community.getByText(/来自《小区充电桩摸底》/)).toBeVisible();
  await expect(community.getByRole('textbox', { name: /独居老人数/ })).toHaveValue('43');
  await looksRight(community, info, 'assigned-prefilled');
  await community.getByRole('button', { name: '核对无误，提交' }).click();
  await expect(community.getByText('沿用已有数据')).toBeVisible();

  await community.goto('/desk/assigned_outside');
  await community.getByRole('button', { name: '登记未经准入的任务' }).click();
  const dialog = community.getByRole('dialog');
  await dialog.getByRole('combobox', { name: /哪个部门/ }).selectOption({ index: 1 });
  await dialog.getByRole('textbox', { name: /要做什么/ }).fill('今晚八点前报照片');
  await dialog.getByRole('combobox', { name: /怎么来的/ }).selectOption('message_group');
  await dialog.locator('.btn.main').click();
  await expect(dialog).toBeHidden();
  await desk.goto('/desk/assigned_outside');
  await expect(desk.getByText('今晚八点前报照片').first()).toBeVisible();
  await looksRight(desk, info, 'assigned-outside');
  for (const page of [department, desk, community]) await page.context().close();
});
