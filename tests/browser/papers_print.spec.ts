// Every paper of the loop printed by the person who prints it: the weekly bulletin, the hand-over sheet, the 督办单, the matter's sheet, the
// dispatch note, the community's list, the task's papers. Issued, opened as an A4 page, with nothing left unfilled and nothing off the sheet.
import { expect, test, type Page, type TestInfo } from '@playwright/test';
import { api, enterAs, looksRight, made } from './helpers';

async function printed(page: Page, info: TestInfo, kind: string, record: string, words: (string | RegExp)[]): Promise<Page> {
  const { id, number } = await api<{ id: string; number: string }>(page, '/api/v1/papers', { kind, record });
  const sheet = await page.context().newPage();
  await sheet.goto(`/api/v1/papers/${id}/page`);
  const paper = sheet.locator('main.a4');
  await expect(paper).toContainText(number);
  await expect(paper).toContainText(/验证码：[0-9A-Z ]{16,}/);
  await expect(paper).not.toContainText('{{');
  await expect(paper).not.toContainText(/\d{4}-\d{2}-\d{2}/); // dates as official papers write them
  for (const one of words) await expect(paper).toContainText(one);
  // On paper: nothing stands wider than the sheet.
  await sheet.emulateMedia({ media: 'print' });
  await sheet.setViewportSize({ width: 590, height: 900 }); // what A4 leaves between its margins
  expect(await sheet.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await sheet.emulateMedia({ media: 'screen' });
  await sheet.setViewportSize({ width: 1000, height: 1200 });
  await looksRight(sheet, info, `print-${kind}`);
  return sheet;
}
const areaOf = async (page: Page, name: string) =>
  (await api<{ items: { id: string; name: string }[] }>(page, '/api/v1/areas')).items.find((area) => area.name === name)!.id;

test('the secretary prints the matter, its dispatch, a reminder and the list for the wall', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const page = await enterAs(browser, 'community_secretary');
  const id = await made(page, '打印派遣单与督办单', 'dispatched');
  await printed(page, info, 'matter_sheet', id, ['打印派遣单与督办单', '办理过程', '派遣给区城市管理局']);
  await printed(page, info, 'dispatch_note', id, ['区城市管理局：', /请于\d+年\d+月\d+日 \d\d:\d\d前反馈/]);
  await printed(page, info, 'supervision', id, ['督办单', '区城市管理局：', /尚未超时|已超时/]);
  const list = await printed(page, info, 'community_list', await areaOf(page, '槐园社区'), ['槐园社区问题清单', '在办事项', '已销号事项']);
  // The head of a table stands again on every page.
  expect(await list.locator('main.a4 thead tr.head').count()).toBeGreaterThanOrEqual(2);
  await page.context().close();
});

test("the district's desk prints the weekly bulletin and a task that is handed down; the community its notice", async ({
  browser,
}, info) => {
  test.setTimeout(120_000);
  const desk = await enterAs(browser, 'district_desk');
  await printed(desk, info, 'weekly_bulletin', await areaOf(desk, '尖草坪区'), ['尖草坪区工作周通报', '社区排序', /按期率\d/]);
  const tasks = await api<{ items: { id: string; title: string }[] }>(desk, '/api/v1/assigned_tasks?filter.stage=sent&limit=1');
  await printed(desk, info, 'task_sheet', tasks.items[0]!.id, [tasks.items[0]!.title, '填报内容', '填报单位']);
  await desk.context().close();
  const community = await enterAs(browser, 'community_secretary');
  const lines = await api<{ items: { id: string; title: string }[] }>(community, '/api/v1/assigned_lines?limit=1');
  await printed(community, info, 'line_notice', lines.items[0]!.id, [lines.items[0]!.title, /请于\d+年\d+月\d+日/]);
  await community.context().close();
});

test('who hands a post over prints the sheet and opens it again', async ({ browser }, info) => {
  const page = await enterAs(browser, 'security_admin');
  const { now } = await api<{ now: string }>(page, '/api/v1/me');
  const today = new Date(Date.parse(now) + 8 * 3_600_000).toISOString().slice(0, 10);
  const held = await api<{ items: { person_id: string; person_name: string }[] }>(
    page,
    '/api/v1/appointments?filter.current=true&filter.kind=grid_leader&limit=5',
  );
  const leaver = held.items.at(-1)!;
  const holdings = await api<{ posts: { appointment_id: string }[] }>(page, `/api/v1/persons/${leaver.person_id}/holdings`);
  await api(page, `/api/v1/persons/${leaver.person_id}/hand_over`, {
    reason: '调离',
    on: today,
    items: holdings.posts.map((one) => ({ appointment_id: one.appointment_id })),
  });
  await printed(page, info, 'hand_over_sheet', leaver.person_id, ['离岗交接单', leaver.person_name, '移交岗位', '监交人（签字）']);
  await page.context().close();
});
