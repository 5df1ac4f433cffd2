// The organisation desk: a chart of any day, a unit with its posts, a concurrent member who must fit, leave, a hand-over after which
// nothing stays on the person, and spreadsheets both ways.
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { api, enterAs, looksRight, phone } from './helpers';

test.describe.configure({ mode: 'serial' });

async function pickPerson(
  page: Page,
  scope: ReturnType<Page['locator']>,
  label: string | RegExp,
  typed: string,
  name = typed,
): Promise<void> {
  const box = scope.getByRole('combobox', { name: label });
  await box.click();
  await box.fill(typed);
  await page.locator('.el-select-dropdown:visible .el-select-dropdown__item', { hasText: name }).first().click();
}
const dialogOf = (page: Page) => page.getByRole('dialog');

test('the system administrator sets up a unit with posts, renames it from a day on, and sees the chart of that day', async ({
  browser,
}, info) => {
  const page = await enterAs(browser, 'system_admin');
  await page.goto('/desk/organisations');
  await expect(page.locator('.el-tree-node__content').first()).toBeVisible();
  await page.getByRole('searchbox', { name: /查找组织/ }).fill('hysqjwh'); // by the initials of its pinyin
  await page.locator('.el-tree-node__content:visible', { hasText: '槐园社区居委会' }).click();
  await expect(page.getByRole('heading', { name: '槐园社区居委会' })).toBeVisible();
  await looksRight(page, info, 'organisation-tree');
  const areas = await api<{ items: { id: string; name: string }[] }>(page, '/api/v1/areas');
  const area = areas.items.find((one) => one.name === '槐园社区')!.id;
  const { id } = await api<{ id: string }>(page, '/api/v1/org_units', {
    tree: 'administrative',
    kind: 'resident_unit',
    code: 'walk-jjc',
    name: '晋机厂驻区单位',
    area_id: area,
    valid_from: '2026-09-01',
  });
  await page.goto(`/desk/organisations/${id}`);
  await page.getByRole('button', { name: '新增岗位' }).click();
  await dialogOf(page).getByRole('radio', { name: '党组织书记' }).check(); // the only kind that fits such a unit
  await dialogOf(page)
    .getByLabel(/岗位名称/)
    .fill('厂党委书记');
  await dialogOf(page).getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('row', { name: /厂党委书记/ }).getByText('空缺')).toBeVisible();
  await page.getByRole('button', { name: '更名与调整' }).click();
  await dialogOf(page)
    .getByLabel(/从哪天起/)
    .fill('2026-10-01');
  await dialogOf(page).getByLabel(/^名称/).fill('晋机集团');
  await dialogOf(page).getByRole('button', { name: '保存' }).click();
  await expect(dialogOf(page)).toHaveCount(0);
  await expect(page.getByRole('heading', { name: '晋机厂驻区单位' })).toBeVisible();
  await page.getByLabel('截至日期').fill('2026-10-01');
  await page.getByLabel('截至日期').blur();
  await expect(page.getByText('正在看 2026-10-01 这一天的组织')).toBeVisible();
  await expect(page.getByRole('heading', { name: '晋机集团' })).toBeVisible();
  await expect(page.getByRole('button', { name: '更名与调整' })).toHaveCount(0);
  await looksRight(page, info, 'organisation-as-of');
  await page.context().close();
});

test('a concurrent member is refused with the rule until the person holds the post it comes from', async ({ browser }, info) => {
  const system = await enterAs(browser, 'system_admin');
  const units = await api<{ items: { id: string; name: string; kind: string }[] }>(system, '/api/v1/org_units');
  const party = units.items.find((one) => one.kind === 'community_party' && one.name.startsWith('槐园社区'))!;
  await api(system, '/api/v1/posts', {
    org_unit_id: party.id,
    kind: 'concurrent_committee_member',
    name: '兼职委员甲',
    valid_from: '2026-09-01',
  });
  await api(system, '/api/v1/persons', { name: '樊厂长', phone: '13700002222' });
  await system.context().close();
  const page = await enterAs(browser, 'security_admin');
  await page.goto(`/desk/organisations/${party.id}`);
  const seat = page.getByRole('row', { name: /兼职委员甲/ });
  await seat.getByRole('button', { name: '任职' }).click();
  await pickPerson(page, dialogOf(page), '人员', 'fcz', '樊厂长');
  await dialogOf(page)
    .getByLabel(/任命文号/)
    .fill('街组〔2026〕7号');
  await dialogOf(page).getByRole('radio', { name: '驻区单位党组织书记' }).check();
  await dialogOf(page).getByRole('button', { name: '任职', exact: true }).click();
  await expect(dialogOf(page).getByText('不是“驻区单位党组织书记”')).toBeVisible();
  await expect(dialogOf(page).getByRole('link')).toBeVisible(); // the rule
  await looksRight(page, info, 'concurrent-refused');
  const person = (await api<{ items: { id: string }[] }>(page, '/api/v1/persons?filter.name=fcz')).items[0]!.id;
  const post = (await api<{ items: { id: string }[] }>(page, '/api/v1/posts?filter.q=cdwsj')).items[0]!.id;
  const { now } = await api<{ now: string }>(page, '/api/v1/me'); // other walks may have moved the demo clock
  const today = new Date(Date.parse(now) + 8 * 3600 * 1000).toISOString().slice(0, 10);
  await api(page, '/api/v1/appointments', { post_id: post, person_id: person, from: today });
  await dialogOf(page).getByRole('button', { name: '任职', exact: true }).click();
  await expect(dialogOf(page)).toHaveCount(0);
  await expect(seat.getByText('驻区单位党组织书记')).toBeVisible();
  await expect(seat.getByText('街组〔2026〕7号')).toBeVisible();
  await page.context().close();
});

test('leave, and a hand-over in one act: nothing stays on the person', async ({ browser }, info) => {
  const page = await enterAs(browser, 'security_admin');
  const held = await api<{ items: { person_id: string; person_name: string }[] }>(
    page,
    '/api/v1/appointments?filter.current=true&filter.kind=grid_leader',
  );
  const leader = held.items[0]!;
  await page.goto(`/desk/persons/${leader.person_id}`);
  await expect(page.getByRole('heading', { name: leader.person_name, level: 1 })).toBeVisible();
  await looksRight(page, info, 'person');
  await page.getByRole('link', { name: '离岗交接' }).click();
  await expect(page.getByRole('heading', { name: /离岗交接/ })).toBeVisible();
  const marks = page.getByRole('checkbox', { name: '暂空缺' });
  await expect(marks.first()).toBeVisible(); // the holdings are here
  const n = await marks.count();
  expect(n).toBeGreaterThan(0);
  await page.getByRole('button', { name: '办理交接' }).click();
  await expect(page.getByText('请选择接任人，或勾选“暂空缺”').first()).toBeVisible(); // nothing may be forgotten
  await page.getByLabel(/理由/).fill('退休');
  await page.getByLabel(/任命文号/).fill('街任〔2026〕12号');
  for (let i = 0; i < n; ++i) await marks.nth(i).check();
  await looksRight(page, info, 'hand-over');
  await page.getByRole('button', { name: '办理交接' }).click();
  await expect(page.getByText(/交接办结/)).toBeVisible();
  const after = await api<{ posts: unknown[] }>(page, `/api/v1/persons/${leader.person_id}/holdings`);
  expect(after.posts).toHaveLength(0);
  await page.getByRole('link', { name: '查看空缺岗位' }).click();
  await expect(page.getByRole('heading', { name: '岗位与空缺' })).toBeVisible();
  await expect(page.locator('main').getByText('空缺').first()).toBeVisible();
  await page.context().close();
});

test('lists leave as spreadsheets with a purpose, and the same file comes back without adding anything', async ({ browser }, info) => {
  const page = await enterAs(browser, 'security_admin');
  await page.goto('/desk/organisations/appointments');
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await looksRight(page, info, 'appointments');
  await page.getByRole('button', { name: '导出' }).click();
  await dialogOf(page).getByRole('button', { name: /XLSX/ }).click();
  await expect(dialogOf(page).getByText(/至少 2/)).toBeVisible(); // no purpose yet
  await dialogOf(page).getByLabel(/用途/).fill('年度核对');
  await dialogOf(page).getByRole('button', { name: /XLSX/ }).click();
  const link = dialogOf(page).getByRole('link', { name: '下载文件' }).or(dialogOf(page).locator('a[download]'));
  await expect(link.first()).toBeVisible({ timeout: 30_000 });
  const [download] = await Promise.all([page.waitForEvent('download'), link.first().click()]);
  const file = readFileSync((await download.path())!);
  expect(file.subarray(0, 2).toString()).toBe('PK');
  await page.goto('/desk/organisations/imports');
  await looksRight(page, info, 'org-imports');
  await page.locator('input[type=file]').setInputFiles({ name: '任职.xlsx', mimeType: 'application/octet-stream', buffer: file });
  await page.getByRole('button', { name: '上传并核对' }).click();
  await expect(page.getByText('文件内容都已存在，无需导入。')).toBeVisible({ timeout: 30_000 });
  await page.goto('/desk/organisations/imports');
  const wrong = '姓名,机构代码,岗位种类,任职日期\r\n查无此人,nowhere,grid_worker,明天\r\n';
  await page.locator('input[type=file]').setInputFiles({ name: '有错误的表.csv', mimeType: 'text/csv', buffer: Buffer.from(wrong) });
  await page.getByRole('button', { name: '上传并核对' }).click();
  await expect(page.getByText('有错误，一行也没有写入')).toBeVisible();
  await expect(page.getByText('没有名为“查无此人”的人员')).toBeVisible();
  await expect(page.getByText('“明天”不是日期')).toBeVisible();
  await looksRight(page, info, 'org-import-faults');
  await page.context().close();
});

test('on a telephone the tree, the lists and the persons are read as cards', async ({ browser }, info) => {
  const page = await enterAs(browser, 'community_secretary', phone);
  for (const [name, path] of [
    ['phone-tree', '/organisations'],
    ['phone-posts', '/organisations/posts?vacant=true'],
    ['phone-appointments', '/organisations/appointments'],
    ['phone-deputies', '/organisations/deputies'],
    ['phone-persons', '/persons?name=wj'],
  ] as const) {
    await page.goto(`/desk${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await looksRight(page, info, name);
  }
  await page.context().close();
});
