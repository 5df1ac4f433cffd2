// The rule owner: changes a limit in the table, sees the check fail at the row, mends it, sees what it means for open matters,
// publishes it from Monday; a new matter has it from then on, an old one keeps its own.
import { expect, test, type Page } from '@playwright/test';
import { api, enterAs, looksRight, made, phone } from './helpers';

interface Deadline {
  limit: { version: string | number };
  due_at: string;
}

const day_ms = 86_400_000;
// The next Monday after the district's today, and how many days away it is.
async function nextMonday(page: Page): Promise<{ day: string; away: number }> {
  const { now } = await api<{ now: string }>(page, '/api/v1/me');
  const local = Date.parse(now) + 8 * 3_600_000;
  const away = (8 - new Date(local).getUTCDay()) % 7 || 7;
  return { day: new Date(local + away * day_ms).toISOString().slice(0, 10), away };
}

test.describe.configure({ mode: 'serial' });

test('a limit is changed as a table, checked, its effect seen, published from Monday; old matters keep theirs', async ({
  browser,
}, info) => {
  test.setTimeout(120_000);
  const secretary = await enterAs(browser, 'community_secretary');
  const old = await made(secretary, '规则改前的井盖', 'registered');
  const page = await enterAs(browser, 'district_desk');
  await page.goto('/desk/rulebook/limits/matters');
  await page.getByRole('button', { name: /起草新版|打开草稿/ }).click();
  await expect(page.getByRole('heading', { name: /限时/ }).first()).toBeVisible();

  // Wrong first: a limit of which nobody knows the unit.
  const find = page.getByRole('searchbox', { name: '在限时里查找' });
  await find.fill('dispatch');
  const amount = page.getByRole('textbox', { name: /^限时 \d+ 数量$/ }).first();
  await expect(page.getByRole('combobox', { name: /^限时 \d+ 时限环节$/ }).first()).toHaveValue('dispatch');
  await amount.fill('-3');
  await amount.blur();
  await page.getByRole('button', { name: '检查' }).click();
  await expect(page.getByText(/有 \d+ 处需要修改/)).toBeVisible();
  await expect(page.locator('tr.wrong').first()).toBeVisible();

  await amount.fill('9');
  await amount.blur();
  await page.getByRole('button', { name: '检查' }).click();
  await expect(page.getByText('检查通过，可以发布。')).toBeVisible();
  await expect(page.getByRole('heading', { name: '对在办事项的影响' })).toBeVisible();
  await expect(page.getByText(/件在办事项全部沿用受理时的规则/)).toBeVisible();
  await expect(page.getByText(/其中 [1-9]\d* 个按草稿会是另一个到期时间/)).toBeVisible();
  await looksRight(page, info, 'rulebook-draft');

  await page.getByRole('textbox', { name: '改了什么、为什么' }).fill('派遣放宽到 9 个工作时');
  await page.getByRole('button', { name: '保存草稿' }).click();
  await expect(page.getByText('草稿已保存')).toBeVisible();
  const monday = await nextMonday(page);
  await page.getByLabel('生效日').fill(monday.day);
  await page.getByRole('button', { name: '发布', exact: true }).click();
  await expect(page.getByText(`已发布，${monday.day} 起生效`)).toBeVisible();

  // Published, in force from Monday only; what is open keeps its own version.
  const view = await api<{ versions: { version: number | string; state: string }[] }>(page, '/api/v1/definitions/limits/matters');
  expect(view.versions[0]!.state).toBe('coming');
  const kept = await api<Deadline>(secretary, `/api/v1/matters/${old}/deadline?clock=dispatch`);
  const today = await made(secretary, '发布当天的井盖', 'registered');
  const same = await api<Deadline>(secretary, `/api/v1/matters/${today}/deadline?clock=dispatch`);
  expect(Number(same.limit.version)).toBe(Number(kept.limit.version));

  await page.getByRole('button', { name: '比较版本' }).click();
  await expect(page.getByText(/增 \d+ 行，减 \d+ 行/)).toBeVisible();

  // Monday.
  for (let i = 0; i <= monday.away; i += 1) await api(page, '/api/v1/demo/clock/advance', { step: 'day' });
  const later = await made(secretary, '星期一的井盖', 'registered');
  const fresh = await api<Deadline>(secretary, `/api/v1/matters/${later}/deadline?clock=dispatch`);
  expect(Number(fresh.limit.version)).toBe(Number(kept.limit.version) + 1);
  const after = await api<Deadline>(secretary, `/api/v1/matters/${old}/deadline?clock=dispatch`);
  expect(after.due_at).toBe(kept.due_at);
  await page.context().close();
  await secretary.context().close();
});

test('a category is added, nested spans are edited, and the same file stays visible as text', async ({ browser }, info) => {
  const page = await enterAs(browser, 'district_desk');
  await page.goto('/desk/rulebook/categories/matters');
  await page.getByRole('button', { name: /起草新版|打开草稿/ }).click();
  await page.getByRole('button', { name: '加一行类别' }).click();
  const code = page.getByRole('textbox', { name: /^类别 \d+ 代码$/ }).last();
  await code.fill('e-01-99');
  await code.blur();
  await page.getByRole('button', { name: '原文（TOML）' }).click();
  await expect(page.getByRole('textbox', { name: '原文（TOML）' })).toHaveValue(/code = "e-01-99"/);
  await page.goto('/desk/rulebook/office_hours/default');
  await page.getByRole('button', { name: /起草新版|打开草稿/ }).click();
  await expect(page.getByRole('button', { name: '加一行时段' }).first()).toBeVisible();
  await looksRight(page, info, 'rulebook-nested');
  await page.context().close();
  const small = await enterAs(browser, 'district_desk', phone);
  await small.goto('/desk/rulebook/limits/matters');
  await small.getByRole('button', { name: /起草新版|打开草稿/ }).click();
  await looksRight(small, info, 'rulebook-draft');
  await small.context().close();
});
