// The team leader's day: who is on duty, an operation to come to, findings that become matters; before it the dispatcher plans from a whistle's
// side and the director approves; after it the month's marks, seen and objected to by the home department and ruled upon by the district.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { api, enterAs, looksRight, phone } from './helpers';

test.use({ actionTimeout: 10_000 });
test.describe.configure({ mode: 'serial' });
// Walked again, it is another one: nothing of the walk before is met.
const stamp = String(Date.now()).slice(-5);
const title = `校园周边占道经营联合检查${stamp}`;
const file = `汇丰执〔2026〕${stamp} 号`;
const finding = '校门口流动摊点占压盲道';
let operation = '';
let team = '';

async function answer(page: Page, scope: Page | Locator, button: string, fill: (dialog: Locator) => Promise<void> = async () => undefined) {
  await scope.getByRole('button', { name: button, exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await fill(dialog);
  await dialog.locator('.btn.main').click();
  await expect(dialog).toBeHidden();
}
const state = (page: Page, words: string) => expect(page.locator('.page-head').getByText(words, { exact: true })).toBeVisible();

test('the dispatcher plans a joint operation; never approves the own plan, the director does on the telephone', async ({
  browser,
}, info) => {
  test.setTimeout(150_000);
  const dispatcher = await enterAs(browser, 'subdistrict_dispatcher');
  await dispatcher.goto('/desk/teams');
  await expect(dispatcher.getByText(/应有 \d+ 支队伍/)).toBeVisible();
  await looksRight(dispatcher, info, 'teams');
  await dispatcher.goto('/desk/joint-operations');
  await dispatcher.getByRole('link', { name: '制定方案' }).click();
  await expect(dispatcher).toHaveURL(/\/joint-operations\/new$/);
  await dispatcher.getByRole('textbox', { name: /行动/ }).fill(title);
  await dispatcher.getByRole('checkbox', { name: /汇丰.*综合行政执法队/ }).check();
  await dispatcher.getByRole('checkbox', { name: /市场监管.*大队/ }).check();
  await dispatcher.getByRole('textbox', { name: /地点/ }).fill('实验小学门口');
  await dispatcher.getByRole('textbox', { name: /方案/ }).fill('分两组沿街检查，先教育后处罚，全程记录。');
  await looksRight(dispatcher, info, 'joint-operation-plan');
  await dispatcher.locator('form .btn.main').click();
  await expect(dispatcher).toHaveURL(/\/joint-operations\/\d+$/);
  await expect(dispatcher.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await state(dispatcher, '待批准');
  await expect(dispatcher.getByRole('button', { name: '批准', exact: true })).toHaveCount(0);
  operation = dispatcher.url().split('/').pop()!;
  const director = await enterAs(browser, 'subdistrict_director', phone);
  await director.goto('/desk/mine');
  await director
    .getByRole('link', { name: new RegExp(title) })
    .first()
    .click();
  await expect(director.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await answer(director, director, '批准');
  await state(director, '已批准');
  await looksRight(director, info, 'joint-operation');
  await director.context().close();
  await dispatcher.context().close();
});

test('the team leader sees the team, comes to the operation from the own list and reports what was found', async ({ browser }, info) => {
  test.setTimeout(150_000);
  const leader = await enterAs(browser, 'team_leader', phone);
  await leader.goto('/desk/mine');
  await leader
    .getByRole('link', { name: new RegExp(title) })
    .first()
    .click();
  await expect(leader.getByRole('heading', { level: 1, name: title })).toBeVisible();
  const own = leader.locator('[data-called*="综合行政执法队"]');
  await answer(leader, own, '登记到场', async (dialog) => {
    await dialog.getByRole('textbox', { name: /到场人数/ }).fill('4');
    await dialog.getByRole('textbox', { name: /带队/ }).fill('队长带队');
  });
  await expect(own.getByText('到场 4 人')).toBeVisible();
  await answer(leader, leader, '登记问题', (dialog) => dialog.getByRole('textbox', { name: /问题/ }).fill(finding));
  await expect(leader.getByRole('link', { name: finding })).toBeVisible();
  await answer(leader, leader, '登记案卷编号', async (dialog) => {
    await dialog.getByRole('radio').first().check();
    await dialog.getByRole('textbox', { name: /案卷编号/ }).fill(file);
  });
  await expect(leader.getByText(file)).toBeVisible();
  await answer(leader, leader, '补结果', (dialog) => dialog.getByRole('textbox', { name: /处理结果/ }).fill('责令改正'));
  await expect(leader.getByText(/责令改正/)).toBeVisible();
  await looksRight(leader, info, 'joint-operation-leader');
  await answer(leader, leader, '办结', (dialog) => dialog.getByRole('textbox', { name: /结果/ }).fill('劝离摊点 6 处，立案 1 起'));
  await state(leader, '已办结');
  const teams = await api<{ items: { id: string; name: string; kind: string }[] }>(leader, '/api/v1/teams');
  team = teams.items.find((one) => /汇丰/.test(one.name))!.id;
  await leader.goto(`/desk/teams/${team}`);
  await expect(leader.locator('[data-officers] li').first()).toBeVisible();
  await looksRight(leader, info, 'team');
  await leader.context().close();
});

test('the record prints; attendance is filled, a month that ended has its marks seen, objected to and ruled upon', async ({
  browser,
}, info) => {
  test.setTimeout(180_000);
  const dispatcher = await enterAs(browser, 'subdistrict_dispatcher');
  await dispatcher.goto(`/desk/joint-operations/${operation}`);
  await dispatcher.getByRole('link', { name: '打印单据', exact: true }).click();
  await expect(dispatcher).toHaveURL(/\/papers\/print\?subject=joint_operation/);
  await expect(dispatcher.getByText('联合执法记录').first()).toBeVisible();
  await dispatcher.goto(`/desk/teams/${team}`);
  await answer(dispatcher, dispatcher, '填出勤', async (dialog) => {
    await dialog.getByRole('group', { name: /请假/ }).getByRole('checkbox').last().check();
    await dialog.getByRole('textbox', { name: /原因/ }).fill('年休假');
  });
  await expect(dispatcher.getByText(/今日在岗 \d+\/\d+/)).toBeVisible();
  await expect(dispatcher.getByText('今日请假').first()).toBeVisible();
  await looksRight(dispatcher, info, 'team');
  await dispatcher.context().close();

  // A team whose last month has a point taken off, of the department that the card belongs to.
  const department = await enterAs(browser, 'department_handler');
  const marks = await api<{
    items: { team_id: string; team_name: string; home_unit_name: string; total: string; frozen: boolean; seen: boolean }[];
  }>(department, '/api/v1/team_marks?month=2026-08');
  const marked = marks.items.find((one) => one.frozen && !one.seen && Number(one.total) < 100 && /城市管理/.test(one.home_unit_name))!;
  await department.goto(`/desk/teams/${marked.team_id}?month=2026-08`);
  await expect(department.getByRole('heading', { name: /2026-08 评分/ })).toBeVisible();
  await answer(department, department, '已阅知');
  await expect(department.getByRole('button', { name: '已阅知', exact: true })).toHaveCount(0);
  await answer(department, department, '提出异议', (dialog) =>
    dialog.getByRole('textbox', { name: /异议/ }).fill('当日已按规定着装，附照片'),
  );
  await expect(department.getByText('异议待裁定').first()).toBeVisible();
  await looksRight(department, info, 'team-marks-objected');
  await department.context().close();

  const centre = await enterAs(browser, 'district_desk');
  await centre.goto(`/desk/teams/${marked.team_id}?month=2026-08`);
  await answer(centre, centre, '裁定', async (dialog) => {
    await dialog.getByRole('radio', { name: '否' }).check();
    await dialog.getByRole('textbox', { name: /裁定理由/ }).fill('照片属实，撤销扣分');
  });
  await expect(centre.getByText('撤销', { exact: true })).toBeVisible();
  const after = await api<{ total: string }>(centre, `/api/v1/teams/${marked.team_id}/marks?month=2026-08`);
  expect(Number(after.total)).toBeGreaterThan(Number(marked.total));
  await looksRight(centre, info, 'team-marks-ruled');
  await centre.getByRole('link', { name: '打印单据', exact: true }).click();
  await expect(centre).toHaveURL(/\/papers\/print\?subject=team_month/);
  await expect(centre.getByText('执法队月度评分').first()).toBeVisible();
  await centre.context().close();
});

test('a power is given to a subdistrict and taken back; marks and powers on the telephone', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const centre = await enterAs(browser, 'district_desk');
  await centre.goto('/desk/delegated-powers');
  const power = centre.locator('[data-power=command]');
  await power.locator('summary').click();
  await expect(power.getByText('有效').first()).toBeVisible();
  const before = await power.locator('li').count();
  await power.getByRole('button', { name: '收回' }).first().click();
  const dialog = centre.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /原因/ }).fill('上级调整职权清单');
  await dialog.locator('.btn.main').click();
  await expect(dialog).toBeHidden();
  await expect(power.getByText('未生效或已收回').first()).toBeVisible();
  await expect(power.locator('li')).toHaveCount(before);
  await looksRight(centre, info, 'delegated-powers');
  await centre.setViewportSize(phone);
  await looksRight(centre, info, 'delegated-powers');
  await centre.goto('/desk/team-marks');
  await expect(centre.locator('tbody tr').first()).toBeVisible();
  await looksRight(centre, info, 'team-marks');
  await centre.goto('/desk/joint-operations');
  await expect(centre.getByRole('link', { name: title }).first()).toBeVisible();
  await looksRight(centre, info, 'joint-operations');
  await centre.context().close();
});
