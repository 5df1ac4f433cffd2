// What the called units and the leaders do from their own list: approve before and after, sign, report in and feed back without leaving it;
// more time asked and granted; a guest recorded by the subdistrict; an objection to marks, ruled item by item; the papers.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { api, enterAs, looksRight, phone } from './helpers';

test.use({ actionTimeout: 10_000 });
test.describe.configure({ mode: 'serial' });
const run = Date.now() % 1_000_000; // a second run finds its own
const planned = `东门商铺外摆联合检查${run}`;
const urgent = `地下管廊渗水抢险${run}`;
interface Named {
  id: string;
  name: string;
}
interface Unit extends Named {
  guest: boolean;
  post_kinds: string[];
}
interface Line {
  row: {
    id: string;
    unit_name: string;
    stage: string;
    points?: number | null;
    guest: boolean;
  };
}
let whistle = '';
let emergency = '';
const linesOf = async (page: Page, id: string) => (await api<{ lines: Line[] }>(page, `/api/v1/whistles/${id}`)).lines;
const rowOf = (page: Page, title: string, what = '') => page.getByRole('row', { name: title }).filter({ hasText: what }).first();

async function draft(page: Page, kind: string, title: string, guest: boolean): Promise<string> {
  const areas = await api<{ items: (Named & { kind: string })[] }>(page, '/api/v1/areas');
  const list = await api<{ units: Unit[] }>(page, '/api/v1/whistles/competence');
  const urban = list.units.find((unit) => /城市管理局/.test(unit.name))!;
  const guests = list.units.filter((unit) => unit.guest);
  const lines = [{ unit_id: urban.id, item: 'street_order', lead: true }];
  if (guest && guests.length)
    lines.push({
      unit_id: guests[0]!.id,
      item: 'property_management',
      lead: false,
    });
  const made = await api<{ row: { id: string } }>(page, '/api/v1/whistles', {
    kind,
    title,
    area_id: areas.items.find((area) => area.name === '槐园社区')!.id,
    place: '东门',
    lines,
  });
  await api(page, `/api/v1/whistles/${made.row.id}/${kind === 'emergency' ? 'blow' : 'submit'}`, {});
  return made.row.id;
}
// A property company of the community: it has no post and no account.
async function guestCompany(admin: Page): Promise<void> {
  const units = await api<{ items: (Named & { kind: string; area_id: string })[] }>(admin, '/api/v1/org_units');
  if (units.items.some((unit) => unit.kind === 'property_company')) return;
  const areas = await api<{ items: Named[] }>(admin, '/api/v1/areas');
  const area = areas.items.find((one) => one.name === '槐园社区')!.id;
  const committee = units.items.find((unit) => unit.kind === 'residents_committee' && unit.area_id === area)!;
  await api(admin, '/api/v1/org_units', {
    tree: 'administrative',
    kind: 'property_company',
    code: 'wy-huaiyuan',
    name: '槐园物业服务公司（示例）',
    name_en: 'Huaiyuan Property Services (example)',
    parent_id: committee.id,
    area_id: area,
    valid_from: '2026-09-17',
  });
}
// Presses an act in a row of the own list and fills what it asks.
async function inRow(row: Locator, move: string, fill?: (dialog: Locator) => Promise<void>) {
  await row.locator(`[data-move=${move}]`).click();
  if (!fill) return;
  const dialog = row.page().getByRole('dialog').last();
  await expect(dialog).toBeVisible();
  await fill(dialog);
  await dialog.locator('.btn.main').click();
  await expect(dialog).toBeHidden();
}
const words = (text: string) => (dialog: Locator) => dialog.getByRole('textbox').first().fill(text);
async function onPage(page: Page, move: string, fill: (dialog: Locator) => Promise<void>) {
  const button = page.locator(`[data-move=${move}]`);
  const more = page.locator('[data-more-moves][aria-expanded=false]');
  await expect(button.or(more).first()).toBeVisible();
  if (!(await button.isVisible())) await more.click();
  await button.click();
  const dialog = page.getByRole('dialog').last();
  await expect(dialog).toBeVisible();
  await fill(dialog);
  await dialog.locator('.btn.main').click();
  await expect(dialog).toBeHidden();
}

test('the director approves before and after from the list of what waits', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const admin = await enterAs(browser, 'system_admin');
  await guestCompany(admin);
  await admin.context().close();
  const dispatcher = await enterAs(browser, 'subdistrict_dispatcher');
  whistle = await draft(dispatcher, 'enforcement', planned, true);
  emergency = await draft(dispatcher, 'emergency', urgent, false);
  await dispatcher.context().close();
  const director = await enterAs(browser, 'subdistrict_director');
  await director.goto('/desk/mine');
  const before = rowOf(director, planned);
  await expect(before.locator('[data-move=approve]')).toBeVisible();
  await looksRight(director, info, 'whistle-leader');
  await inRow(before, 'approve', words('同意，下午三点到场。'));
  await expect(director.getByRole('row', { name: planned })).toHaveCount(0);
  await inRow(rowOf(director, urgent), 'approve_after', words('情况紧急，同意先吹。'));
  await expect(director.getByRole('row', { name: urgent })).toHaveCount(0);
  await director.goto(`/desk/whistles/${emergency}`);
  await expect(director.getByRole('heading', { level: 1, name: urgent })).toBeVisible();
  await expect(director.getByText('等待街道领导补审')).toHaveCount(0);
  await director.context().close();
});

test('the duty officer signs and reports in from the morning page; asks for more time, the subdistrict grants it', async ({
  browser,
}, info) => {
  test.setTimeout(180_000);
  const officer = await enterAs(browser, 'department_handler');
  await officer.goto('/desk/mine');
  const row = rowOf(officer, planned);
  await expect(row.locator('[data-move=sign]')).toBeVisible();
  await inRow(row, 'sign');
  await expect(row.locator('[data-move=report_in]')).toBeVisible();
  await looksRight(officer, info, 'whistle-morning');
  await inRow(row, 'report_in', words('执法二中队两人到场'));
  await expect.poll(async () => (await linesOf(officer, whistle)).find((one) => !one.row.guest)!.row.stage).toBe('on_site');
  const line = (await linesOf(officer, whistle)).find((one) => !one.row.guest)!.row.id;
  await officer.goto(`/desk/whistle-lines/${line}`);
  await onPage(officer, 'request_extension', async (form) => {
    await form.getByRole('textbox', { name: /延长多少/ }).fill('2');
    await form.getByRole('textbox', { name: /理由/ }).fill('商户装修，约定后天一并处理');
  });
  await expect(officer.getByText('申请延期，待决定').first()).toBeVisible();
  await looksRight(officer, info, 'whistle-more-time');

  const dispatcher = await enterAs(browser, 'subdistrict_dispatcher');
  await dispatcher.goto('/desk/mine?show=waiting_for_me');
  const asked = dispatcher.getByRole('row', { name: planned }).filter({ has: dispatcher.locator('[data-move=decide_extension]') });
  await inRow(asked.first(), 'decide_extension', async (form) => {
    await form.getByRole('radio', { name: '是' }).check();
    await form.getByRole('textbox').first().fill('情况属实');
  });
  await expect(officer.getByText('已准予延期').first()).toBeVisible();
  await looksRight(officer, info, 'whistle-more-time-given');
  await onPage(officer, 'feedback', words('外摆已收回，划线到位'));
  await expect.poll(async () => (await linesOf(officer, whistle)).find((one) => !one.row.guest)!.row.stage).toBe('fed_back');
  await dispatcher.context().close();
  await officer.context().close();
});

test('the subdistrict records for a guest, accepts the department and rates it', async ({ browser }, info) => {
  test.setTimeout(180_000);
  const dispatcher = await enterAs(browser, 'subdistrict_dispatcher');
  const lines = await linesOf(dispatcher, whistle);
  const guest = lines.find((one) => one.row.guest);
  expect(guest, 'the demo district has an owners’ committee or a property company').toBeTruthy();
  await dispatcher.goto(`/desk/whistle-lines/${guest!.row.id}`);
  await expect(dispatcher.getByText('来宾单位没有账号').first()).toBeVisible();
  await dispatcher.locator('[data-move=sign]').click();
  await onPage(dispatcher, 'report_in', words('项目经理到场'));
  await onPage(dispatcher, 'feedback', words('已通知商户整改'));
  await expect(dispatcher.locator('[data-move=accept]')).toHaveCount(0); // who recorded does not judge
  await looksRight(dispatcher, info, 'whistle-guest');
  await dispatcher.goto('/desk/mine?show=to_inspect');
  const department = dispatcher.getByRole('row', { name: planned }).filter({ hasText: '城市管理局' });
  await inRow(department.first(), 'accept', async () => undefined);
  await inRow(department.filter({ has: dispatcher.locator('[data-move=rate]') }).first(), 'rate', async (form) => {
    for (const score of await form.locator('select').all()) await score.selectOption('3');
  });
  await expect(department).toHaveCount(0);
  await dispatcher.context().close();
});

test('the department objects to its marks and the centre corrects them item by item; the figures follow', async ({ browser }, info) => {
  test.setTimeout(180_000);
  const officer = await enterAs(browser, 'department_handler', phone);
  const line = (await linesOf(officer, whistle)).find((one) => !one.row.guest)!;
  const before = Number(line.row.points);
  await officer.goto(`/desk/whistle-lines/${line.row.id}`);
  await onPage(officer, 'object', words('满意度与现场签字单不符'));
  await expect(officer.getByText('评分异议待裁定').first()).toBeVisible();
  await looksRight(officer, info, 'whistle-objected');

  const desk = await enterAs(browser, 'district_desk');
  await desk.goto('/desk/whistle-board');
  await expect(desk.getByRole('heading', { name: /待裁定的评分异议/ })).toBeVisible();
  await looksRight(desk, info, 'whistle-objections');
  await desk.locator('[data-objections] li', { hasText: planned }).getByRole('link', { name: '去裁定' }).click();
  await expect(desk).toHaveURL(new RegExp(`/whistle-lines/${line.row.id}`));
  await onPage(desk, 'object_upheld', async (form) => {
    await form.getByRole('textbox', { name: /^满意/ }).fill('20');
    await form.getByRole('textbox', { name: /裁定依据/ }).fill('签字单属实');
  });
  await expect(desk.getByText('评分异议成立，得分已更正').first()).toBeVisible();
  await expect(officer.getByText('评分异议成立，得分已更正').first()).toBeVisible();
  const after = (await linesOf(desk, whistle)).find((one) => one.row.id === line.row.id)!;
  expect(Number(after.row.points)).toBeGreaterThan(before);
  await looksRight(desk, info, 'whistle-corrected');
  await desk.goto('/desk/whistle-figures');
  await expect(desk.getByRole('heading', { name: '街道吹哨' })).toBeVisible();
  await expect(desk.getByRole('row', { name: /城市管理局/ }).first()).toBeVisible();
  await looksRight(desk, info, 'whistle-double-assessment');
  await desk.context().close();
  await officer.context().close();
});
