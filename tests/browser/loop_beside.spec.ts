// What stands beside the straight way of the loop: a question to the resident and the answer, a pause that the deadline counts out, stage
// targets with a clock each, a hand-on inside the department, an answer drafted together from canned words, a rung up, a second round.
import { expect, test, type Browser, type Page } from '@playwright/test';
import { act, api, desk, district, enterAs, looksRight, made, openMatter, phone, pick, stageNow } from './helpers';

test.describe.configure({ mode: 'default' });
const mark = Date.now() % 100_000;
const wide = { width: 1280, height: 900 };

// A resident's report on the window, without a script: the answer is the private page.
async function reported(browser: Browser, words: string): Promise<{ link: string; number: string }> {
  const context = await browser.newContext({ viewport: phone, locale: 'zh-CN', baseURL: process.env.RED_URL, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`/d/${district}/report`);
  await page.getByLabel(/发生了什么/).fill(words);
  await page.locator('#area').selectOption({ label: '槐园社区' });
  await page.getByLabel('具体位置').fill('槐园小区 3 号楼');
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await expect(page).toHaveURL(/\/s\//);
  const link = new URL(page.url()).pathname;
  const number = /[A-Z2-9]{4} [A-Z2-9]{4}/.exec(await page.locator('main').innerText())![0].replace(' ', '');
  await context.close();
  return { link, number };
}
// Brought by the secretary from the report to the department's desk.
async function dispatched(secretary: Page, id: string, category: string): Promise<void> {
  const areas = await api<{ items: { id: string; name: string }[] }>(secretary, '/api/v1/areas');
  const area_id = areas.items.find((area) => area.name === '槐园第1网格')!.id;
  const units = await api<{ items: { id: string; name: string }[] }>(secretary, '/api/v1/org_units');
  const unit_id = units.items.find((unit) => unit.name === '区城市管理局')!.id;
  await api(secretary, `/api/v1/matters/${id}/confirm`, { category, area_id });
  await api(secretary, `/api/v1/matters/${id}/register`, {});
  await api(secretary, `/api/v1/matters/${id}/dispatch`, { unit_id, post_kind: 'department_handler' });
}
async function both(page: Page, info: Parameters<typeof looksRight>[1], name: string): Promise<void> {
  const before = page.viewportSize()!;
  for (const size of [wide, phone]) {
    await page.setViewportSize(size);
    await looksRight(page, info, name);
  }
  await page.setViewportSize(before);
}

test('the handler asks the resident on the private link; the answer comes back and handling goes on', async ({ browser }, info) => {
  test.setTimeout(150_000);
  const { link, number } = await reported(browser, `路灯整夜不亮 ${mark}`);
  const secretary = await enterAs(browser, 'community_secretary');
  const found = await api<{ items: { id: string }[] }>(secretary, `/api/v1/matters?filter.q=${number}`);
  const id = found.items[0]!.id;
  await dispatched(secretary, id, 'p-01-01');
  await secretary.context().close();

  const handler = await enterAs(browser, 'department_handler', phone);
  await openMatter(handler, id);
  await act(handler, 'sign');
  await expect.poll(() => stageNow(handler)).toBe('处置');
  await act(handler, 'ask', async (dialog) => {
    await dialog.getByLabel(/要问上报人的问题/).fill('是单元门口那盏，还是路边那盏？');
  });
  await expect(handler.locator('[data-note=asking]')).toContainText('路边那盏');
  await both(handler, info, 'asking');

  const resident = await (await browser.newContext({ viewport: phone, locale: 'zh-CN', baseURL: process.env.RED_URL })).newPage();
  await resident.goto(link);
  await expect(resident.getByText('是单元门口那盏，还是路边那盏？').first()).toBeVisible();
  await resident.getByRole('textbox').first().fill('路边那盏，靠近公交站。');
  await resident.locator('form[action$="/answer"] button').click();
  await expect(resident).toHaveURL(/told=answer/);
  await expect(resident.getByText(/路边那盏，靠近公交站/)).toBeVisible();
  await looksRight(resident, info, 'answered-resident');
  await resident.context().close();

  // Not reloaded: the answer arrives by itself.
  await expect(handler.locator('.theirs')).toContainText('靠近公交站');
  await expect.poll(() => stageNow(handler)).toBe('处置');
  await expect(handler.locator('[data-move=feedback]')).toBeVisible();
  await handler.context().close();
});

test('paused with a cause: the deadline stands still, says from when to when and why, and runs on', async ({ browser }, info) => {
  test.setTimeout(150_000);
  const secretary = await enterAs(browser, 'community_secretary');
  const id = await made(secretary, `护栏待配件 ${mark}`, 'dispatched');
  const handler = await enterAs(browser, 'department_handler', desk);
  await openMatter(handler, id);
  await act(handler, 'sign');
  const why = handler.locator('.why');
  await expect(why.locator('tr.sum')).toContainText(/\d/);
  const before = (await why.locator('tr.sum td').last().innerText()).trim();
  await act(handler, 'pause', async (dialog) => {
    await dialog.getByLabel('暂停原因').selectOption({ label: '等待材料、配件或设备' });
    await dialog.getByLabel('理由').fill('护栏规格特殊，厂家后天发货。');
  });
  await expect(handler.locator('[data-note=paused]')).toBeVisible();
  await expect(why.locator('.pauses')).toContainText('等待材料、配件或设备');
  await expect(why.locator('tr.sum')).not.toContainText(before);
  await both(handler, info, 'paused');
  await act(handler, 'continue', async (dialog) => {
    await dialog.getByLabel('说明').fill('配件已到。');
  });
  await expect.poll(() => stageNow(handler)).toBe('处置');
  await expect(why.locator('.pauses')).toContainText('等待材料、配件或设备');
  await expect(why.locator('tr.sum')).toContainText(/\d/);
  await expect(why.locator('.pauses')).not.toContainText('现在'); // from when to when
  await both(handler, info, 'continued');
  await openMatter(secretary, id);
  await expect(secretary.locator('.why .pauses')).toContainText('等待材料、配件或设备');
  await handler.context().close();
  await secretary.context().close();
});

test('an illegal building: stop, penalise and demolish, each met against its own clock', async ({ browser }, info) => {
  test.setTimeout(150_000);
  const secretary = await enterAs(browser, 'community_secretary');
  const areas = await api<{ items: { id: string; name: string }[] }>(secretary, '/api/v1/areas');
  const area_id = areas.items.find((area) => area.name === '槐园第1网格')!.id;
  const category = 'e-01-01';
  const { id } = await api<{ id: string }>(secretary, '/api/v1/matters', {
    title: `私搭阳光房 ${mark}`,
    place: '槐园小区 6 号楼顶',
    area_id,
    category,
  });
  await dispatched(secretary, id, category);
  const handler = await enterAs(browser, 'department_handler', phone);
  await openMatter(handler, id);
  await act(handler, 'sign');
  const targets = handler.locator('[data-target]');
  await expect(targets).toHaveCount(3);
  await expect(targets.filter({ hasText: '制止' })).toContainText('到 ');
  await both(handler, info, 'targets');
  await act(handler, 'meet_target', async (dialog) => {
    await dialog.getByRole('radio', { name: '制止' }).check();
    await dialog.getByLabel('完成情况').fill('已当场责令停工。');
  });
  await expect(targets.filter({ hasText: '制止' })).toContainText('完成');
  await expect(handler.locator('[data-move=feedback]')).toBeVisible();
  await both(handler, info, 'target-met');
  await handler.context().close();
  await secretary.context().close();
});

test('handed on inside the department; the next one answers from a draft and canned words, seen before they go out', async ({
  browser,
}, info) => {
  test.setTimeout(150_000);
  const secretary = await enterAs(browser, 'community_secretary');
  const id = await made(secretary, `座椅损坏 ${mark}`, 'dispatched');
  const handler = await enterAs(browser, 'department_handler', phone);
  await openMatter(handler, id);
  await act(handler, 'hand_on', async (dialog) => {
    await pick(dialog, '转给', '城市管理局');
    await dialog.getByLabel('说明').fill('归市政养护科。');
    await both(handler, info, 'hand-on');
  });
  await expect(handler.locator('.timeline')).toContainText('归市政养护科');
  await act(handler, 'sign');

  // Two of the department write one answer: kept as a draft, taken by the other.
  await handler.locator('[data-move=feedback]').click();
  const dialog = handler.getByRole('dialog');
  await dialog.getByLabel('处置情况').fill('正在更换座椅，今天完工。');
  await dialog.getByRole('button', { name: '存为共同草稿' }).click();
  await expect(handler.getByText('草稿已存，本单位同事都能看到').first()).toBeVisible();
  await dialog.getByRole('button', { name: '用常用答复' }).click();
  await dialog.getByLabel(/选一条/).selectOption({ label: '已修复设施' });
  await expect(dialog.locator('blockquote').first()).toContainText('槐园小区 3 号楼');
  await both(handler, info, 'canned');
  await dialog.getByRole('button', { name: '填入', exact: true }).click();
  await expect(dialog.getByLabel('处置情况')).toHaveValue(/槐园小区 3 号楼/);
  await dialog.locator('.btn.main').click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => stageNow(handler)).toBe('反馈');
  await handler.context().close();
  await secretary.context().close();
});

test('a rung up: the community cannot, the subdistrict dispatches; the ladder stands in the timeline', async ({ browser }, info) => {
  const secretary = await enterAs(browser, 'community_secretary');
  const id = await made(secretary, `跨社区积水 ${mark}`, 'registered');
  await openMatter(secretary, id);
  await act(secretary, 'escalate', async (dialog) => {
    await dialog.getByLabel('理由').fill('涉及两个社区，需街道协调。');
  });
  await expect(secretary.locator('.timeline')).toContainText('需街道协调');
  await expect(secretary.locator('[data-move=dispatch]')).toHaveCount(0); // it is the subdistrict's now
  await both(secretary, info, 'escalated');
  const dispatcher = await enterAs(browser, 'subdistrict_dispatcher', phone);
  await dispatcher.goto('/desk/mine?show=to_dispatch');
  await dispatcher.getByRole('link', { name: `跨社区积水 ${mark}` }).click();
  await expect(dispatcher).toHaveURL(new RegExp(`/matters/${id}$`));
  await expect(dispatcher.locator('[data-move=dispatch]')).toBeVisible();
  await both(dispatcher, info, 'escalated-to-me');
  await dispatcher.context().close();
  await secretary.context().close();
});

test('reopened: the second round has a clock of its own beside the first', async ({ browser }, info) => {
  test.setTimeout(150_000);
  const secretary = await enterAs(browser, 'community_secretary');
  const id = await made(secretary, `树枝挡灯 ${mark}`, 'dispatched');
  const handler = await enterAs(browser, 'department_handler', phone);
  await api(handler, `/api/v1/matters/${id}/sign`, {});
  await api(handler, `/api/v1/matters/${id}/feedback`, { text: '已修剪。' });
  await api(secretary, `/api/v1/matters/${id}/inspect`, { passed: true, strike_off: true });
  await openMatter(secretary, id);
  await act(secretary, 'reopen', async (dialog) => {
    await dialog.getByLabel('理由').fill('雨后又长出来了。');
  });
  await expect(secretary.locator('.page-head')).toContainText('重办 1 次');
  await expect(secretary.locator('.why')).toContainText('重新办理');
  await both(secretary, info, 'reopened-clock');
  await handler.context().close();
  await secretary.context().close();
});
