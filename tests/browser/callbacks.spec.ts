// Call-backs as their people do them: the resident rates by the link, the desk calls one after another, another person decides on an
// exclusion, the figures open their rows, a month is closed and stays as it was.
import { expect, test } from '@playwright/test';
import { enterAs } from './helpers';
import type { Role } from './helpers';
import type { Browser } from '@playwright/test';

test.describe.configure({ mode: 'serial' });

async function open(browser: Browser, role: Role, path: string) {
  const page = await enterAs(browser, role);
  await page.goto(`/desk${path}`);
  return page;
}

test('the desk calls the next one by keyboard, and what was answered is gone from the list', async ({ browser }) => {
  const page = await open(browser, 'district_desk', '/callbacks');
  await expect(page.getByRole('heading', { name: '电话回访' })).toBeVisible();
  const queue = page.getByRole('navigation', { name: '接下来' });
  const title = await queue.getByRole('button').first().locator('strong').innerText();
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  await expect(page.getByText(/\d{3}\*{4}\d{4}/).first()).toBeVisible();
  await page.getByRole('button', { name: '看号码' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '看号码' }).click();
  await expect(page.getByRole('dialog').getByRole('link', { name: '拨打' })).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: '关闭', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('heading', { name: '电话回访' }).click();
  for (const key of ['1', '3', '6']) await page.keyboard.press(key);
  await expect(page.getByRole('button', { name: '基本满意' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByText('本次已访 1 件')).toBeVisible();
});

test('a resident who cannot talk now is called again at the time agreed', async ({ browser }) => {
  const page = await open(browser, 'district_desk', '/callbacks');
  const queue = page.getByRole('navigation', { name: '接下来' });
  const first = queue.getByRole('button').first();
  const title = await first.locator('strong').innerText();
  const before = await queue.getByRole('button', { name: title }).count();
  await page.getByRole('button', { name: '约定再打' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^什么时候再打/).selectOption({ label: await dialog.getByRole('option', { name: /^两小时后/ }).innerText() });
  await dialog.getByRole('button', { name: '记下约定' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/已约定 .+ 再打/)).toBeVisible();
  await expect(queue.getByRole('button', { name: title })).toHaveCount(before - 1);
});

test('an exclusion is proposed by the subdistrict with its evidence and decided by the desk', async ({ browser }) => {
  let page = await open(browser, 'subdistrict_dispatcher', '/callback-samples?state=waiting');
  await page.getByRole('row').nth(1).getByRole('link').first().click(); // also one that is to be called again later
  await expect(page).toHaveURL(/\/callback-samples\/\d+$/);
  await page.getByRole('button', { name: '申请剔除' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('超出法定职责').check();
  await dialog.getByLabel(/^原因/).fill('要求拆除邻区的合法建筑');
  await dialog.getByLabel(/^依据/).fill('规划许可文号在案');
  await dialog.getByRole('button', { name: '提交申请' }).click();
  await expect(dialog).toBeHidden();
  page = await open(browser, 'district_desk', '/callback-exclusions?state=proposed');
  const row = page.getByRole('row').filter({ hasText: '要求拆除邻区的合法建筑' });
  await row.getByRole('button', { name: '审批' }).click();
  const decide = page.getByRole('dialog');
  await decide.getByLabel('是', { exact: true }).check();
  await decide.getByLabel(/^审批意见/).fill('许可属实，同意剔除');
  await decide.getByRole('button', { name: '提交审批' }).click();
  await expect(decide).toBeHidden();
  await page.goto('/desk/callback-exclusions?state=approved');
  await expect(page.getByRole('row').filter({ hasText: '许可属实，同意剔除' })).toBeVisible();
});

test('a draw is drawn again from its seed and is the same', async ({ browser }) => {
  const page = await open(browser, 'district_desk', '/callback-draws');
  await page.getByRole('button', { name: '重抽核对' }).first().click();
  await expect(page.getByText('一致：按台账里的种子重抽，抽中的完全相同。')).toBeVisible();
});

test('a figure opens its rows, and the closed month stays as it was', async ({ browser }) => {
  const page = await open(browser, 'district_desk', '/rates?by=subdistrict');
  await expect(page.getByRole('heading', { name: '三率' })).toBeVisible();
  const sum = page.getByRole('row').filter({ hasText: '合计' });
  await expect(sum).toContainText('%');
  const assessed = Number(await sum.getByRole('link').first().innerText());
  await sum.getByRole('link').first().click();
  await expect(
    page
      .getByText(`共 ${assessed} 条`)
      .or(page.getByText(`，共 ${assessed} 条`))
      .first(),
  ).toBeVisible();
  await page.goto('/desk/rate-periods');
  await page.getByRole('row').nth(1).getByRole('link').first().click();
  await expect(page).toHaveURL(/\/rate-periods\/\d+$/);
  await expect(page.getByText(/锁定：样本 \d+ 件/)).toBeVisible();
  await expect(page.getByText('怎么算的')).toBeVisible();
});

test('the department sees what is its own and may not ask', async ({ browser }) => {
  const page = await open(browser, 'department_handler', '/callback-samples');
  await expect(page.getByRole('heading', { name: '回访明细' })).toBeVisible();
  await page.goto('/desk/callbacks');
  await expect(page.getByRole('navigation', { name: '接下来' })).toHaveCount(0);
});
