// Marks follow the records: a department signs a whistle late and its marks fall with the line; it opens the evidence and objects, the
// district centre rules and publishes inside, and another unit reads the notice.
import { expect, test, type Page } from '@playwright/test';
import { api, enterAs, looksRight, phone } from './helpers';

test.use({ actionTimeout: 10_000 });
test.describe.configure({ mode: 'serial' });
const unit = '区城市管理局';
const title = '本月部门吹哨报到考核';
let before = 0;
let round = '';
let sheet = '';
let total = 0;

interface Round {
  row: { id: string };
  sheets: { id: string; unit_name: string; total_x100: number | null }[];
}
const today = async (page: Page) => (await api<{ now: string }>(page, '/api/v1/demo/clock')).now;
// The district's day: eight hours ahead of the instant.
const dayOf = (instant: string, back = 0) => {
  const hours_ahead = 8;
  const date = new Date(new Date(instant).getTime() + (hours_ahead - back * 24) * 3_600_000);
  return date.toISOString().slice(0, 10);
};

test('a line that is signed late is on record', async ({ browser }) => {
  test.setTimeout(120_000);
  const centre = await enterAs(browser, 'district_desk');
  const now = await today(centre);
  const first = await api<Round>(centre, '/api/v1/mark_rounds', {
    framework: 'marks/departments',
    title: '考核前核对',
    from: dayOf(now, 20),
    to: dayOf(now),
  });
  before = Number(first.sheets.find((one) => one.unit_name === unit)!.total_x100);
  await api(centre, `/api/v1/mark_rounds/${first.row.id}/cancel`, { words: '只作核对' });

  const dispatcher = await enterAs(browser, 'subdistrict_dispatcher');
  const areas = await api<{ items: { id: string; name: string }[] }>(dispatcher, '/api/v1/areas');
  const competence = await api<{ items: { code: string; unit_id: string }[] }>(dispatcher, '/api/v1/whistles/competence');
  const made = await api<{ row: { id: string } }>(dispatcher, '/api/v1/whistles', {
    kind: 'emergency',
    title: '井盖缺失，行人有危险',
    area_id: areas.items.find((one) => one.name === '槐园社区')!.id,
    lines: [
      {
        unit_id: competence.items.find((one) => one.code === 'public_facility')!.unit_id,
        post_kind: '',
        item: 'public_facility',
        lead: true,
      },
    ],
  });
  const blown = await api<{ lines: { row: { id: string } }[] }>(dispatcher, `/api/v1/whistles/${made.row.id}/blow`, {});
  await api(centre, '/api/v1/demo/clock/advance', { step: 'hour' });
  const department = await enterAs(browser, 'department_handler', phone);
  await department.goto(`/desk/whistle-lines/${blown.lines[0]!.row.id}`);
  await department.locator('[data-move=sign]').click();
  await expect(department.locator('[aria-current=step]').first()).not.toContainText('签收');
  for (const page of [centre, dispatcher, department]) await page.context().close();
});

test('the centre makes a round: the marks have fallen with the line, and the point opens its evidence', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const centre = await enterAs(browser, 'district_desk');
  const now = await today(centre);
  await centre.goto('/desk/marks');
  await looksRight(centre, info, 'marks');
  await centre.getByRole('button', { name: '生成考核' }).click();
  const dialog = centre.getByRole('dialog');
  await dialog.getByText('部门吹哨报到考核').first().click();
  await dialog.getByRole('textbox', { name: /考核/ }).fill(title);
  await dialog.getByLabel(/起日/).fill(dayOf(now, 20));
  await dialog.getByLabel(/止日/).fill(dayOf(now));
  await dialog.locator('.btn.main').click();
  await expect(centre).toHaveURL(/\/marks\/\d+$/);
  round = centre.url().split('/').pop()!;
  await expect(centre.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await looksRight(centre, info, 'marks-round');
  const row = (await api<Round>(centre, `/api/v1/mark_rounds/${round}`)).sheets.find((one) => one.unit_name === unit)!;
  sheet = row.id;
  total = Number(row.total_x100);
  expect(total).toBeLessThan(before);
  await centre.goto(`/desk/mark-sheets/${sheet}`);
  await expect(centre.getByTestId('total')).toHaveText(String(total / 100));
  await centre
    .getByRole('button', { name: /依据 \d+ 条/ })
    .first()
    .click();
  await expect(centre.getByText(/迟 \d+ 分钟/).first()).toBeVisible();
  await looksRight(centre, info, 'marks-evidence');
  await centre.getByRole('link', { name: '签收', exact: true }).first().click();
  await expect(centre).toHaveURL(/whistle-lines\/\d+$/);
  await centre.goto(`/desk/marks/${round}`);
  await centre.getByRole('button', { name: '发给单位征求异议' }).click();
  const show = centre.getByRole('dialog');
  await show.getByLabel(/异议期/).fill('0');
  await show.locator('.btn.main').click();
  await expect(show).toBeHidden();
  await expect(centre.getByText('征求异议').first()).toBeVisible();
  await centre.context().close();
});

test('the department objects to the fact; nobody else sees its sheet before publication', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const department = await enterAs(browser, 'department_handler');
  await department.goto(`/desk/mark-sheets/${sheet}`);
  await expect(department.getByRole('heading', { level: 1, name: unit })).toBeVisible();
  await department
    .getByRole('button', { name: /依据 \d+ 条/ })
    .first()
    .click();
  await department.getByRole('button', { name: '对此提异议' }).first().click();
  const dialog = department.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill('当时平台正在切换，没有收到呼叫');
  await dialog.locator('.btn.main').click();
  await expect(dialog).toBeHidden();
  await expect(department.getByText('当时平台正在切换，没有收到呼叫')).toBeVisible();
  await looksRight(department, info, 'marks-objection');
  await department.setViewportSize(phone);
  await looksRight(department, info, 'marks-objection-narrow');
  const dispatcher = await enterAs(browser, 'subdistrict_dispatcher');
  await dispatcher.goto(`/desk/mark-sheets/${sheet}`);
  await expect(dispatcher.getByRole('alert').first()).toBeVisible();
  await dispatcher.context().close();
  await department.context().close();
});

test('the centre rules, the sheet is computed again, the round is published inside', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const centre = await enterAs(browser, 'district_desk');
  await centre.goto(`/desk/marks/${round}`);
  await centre.getByRole('button', { name: '内部通报', exact: true }).click();
  const early = centre.getByRole('dialog');
  await early.getByRole('textbox').first().fill('通报');
  await early.locator('.btn.main').click();
  await expect(early.getByText(/还有异议没有裁定/)).toBeVisible();
  await early.getByRole('button', { name: '取消' }).click();
  await expect(early).toBeHidden();
  await centre.getByRole('button', { name: '裁定', exact: true }).click();
  const dialog = centre.getByRole('dialog');
  await dialog.getByText('是', { exact: true }).click();
  await dialog.getByRole('textbox').first().fill('平台日志属实，不计入');
  await dialog.locator('.btn.main').click();
  await expect(dialog).toBeHidden();
  await expect(centre.getByText('平台日志属实，不计入').first()).toBeVisible();
  const after = (await api<Round>(centre, `/api/v1/mark_rounds/${round}`)).sheets.find((one) => one.id === sheet)!;
  expect(Number(after.total_x100)).toBeGreaterThan(total);
  await centre.getByRole('button', { name: '内部通报', exact: true }).click();
  const publish = centre.getByRole('dialog');
  await publish.getByRole('textbox').first().fill('请各部门专人值守，按时签收到场');
  await publish.locator('.btn.main').click();
  await expect(publish).toBeHidden();
  await expect(centre.getByText('内部通报，不对外公布').first()).toBeVisible();
  await looksRight(centre, info, 'marks-published');
  const dispatcher = await enterAs(browser, 'subdistrict_dispatcher');
  await dispatcher.goto(`/desk/mark-sheets/${sheet}`);
  await expect(dispatcher.getByRole('heading', { level: 1, name: unit })).toBeVisible();
  await expect(dispatcher.getByRole('button', { name: '提异议' })).toHaveCount(0);
  await dispatcher.context().close();
  await centre.context().close();
});
