// A cadre's evening on the telephone: the visit is recorded in the yard, what was said becomes a promise, a matter and a whistle in one act,
// who said it is answered; the district sees who was not visited.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { api, enterAs, looksRight, phone } from './helpers';

test.use({ actionTimeout: 10_000 });
test.describe.configure({ mode: 'serial' });
const said = '槐树下的石凳坏了两条，老人没处坐';
const dark = '后巷路灯一整排不亮';

// The item that holds the words, opened from the list.
async function openItem(page: Page, words: string) {
  await page.goto('/desk/talk-items');
  await page.getByRole('link', { name: words }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: words })).toBeVisible();
}
async function act(page: Page, name: string, fill: (dialog: Locator) => Promise<void>) {
  await page.locator(`[data-act=${name}]`).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await fill(dialog);
  await dialog.locator('.btn.main').click();
  await expect(dialog).toBeHidden();
}

test('a cadre records the evening on the telephone: what was said, what is promised, what goes on the list', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const cadre = await enterAs(browser, 'cadre', phone);
  await cadre.goto('/desk/talk-visits/new');
  await expect(cadre.getByRole('heading', { level: 1, name: '记录走访' })).toBeVisible();
  const form = cadre.locator('form.card');
  await form
    .getByRole('group', { name: /社区（村）/ })
    .getByRole('radio', { name: /槐园社区/ })
    .check();
  // The demo's first day begins in the morning: the evening before is recorded.
  const day = form.getByLabel('日期');
  const today = await day.inputValue();
  const yesterday = new Date(Date.parse(`${today}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  await day.fill(yesterday);
  await form.getByLabel('开始').fill('10:00');
  await form.getByLabel('结束').fill('11:00');
  await form.getByLabel('参与居民').fill('9');
  await form.getByRole('checkbox', { name: '送政策' }).check();
  await form.getByRole('button', { name: '提交记录' }).click();
  // In office hours the law asks why.
  await expect(form.getByRole('alert').filter({ hasText: '办公时间' })).toBeVisible();
  await form.getByLabel('开始').fill('19:00');
  await form.getByLabel('结束').fill('20:10');
  await form.getByRole('button', { name: '再记一件' }).click();
  const first = form.getByRole('group', { name: /群众所说.*1/ });
  await first.getByRole('radio', { name: '问题' }).check();
  await first.getByLabel('说了什么').fill(said);
  await first.getByLabel('承诺').fill('请社区这周修好，回来看看');
  const due = new Date(Date.parse(`${today}T00:00:00Z`) + 7 * 86_400_000).toISOString().slice(0, 10);
  await first.getByLabel('期限').fill(due);
  await first.getByLabel('答复电话').fill('13900001234');
  await first.getByLabel('怎么称呼').fill('王阿姨');
  await form.getByRole('button', { name: '再记一件' }).click();
  const second = form.getByRole('group', { name: /群众所说.*2/ });
  await second.getByRole('radio', { name: '问题' }).check();
  await second.getByLabel('说了什么').fill(dark);
  await looksRight(cadre, info, 'talk-visit-form');
  await form.getByRole('button', { name: '提交记录' }).click();
  await expect(cadre).toHaveURL(/\/talk-visits\/\d+$/);
  await expect(cadre.getByRole('heading', { name: '群众所说（2）' })).toBeVisible();
  await expect(cadre.getByText('送政策')).toBeVisible();
  await looksRight(cadre, info, 'talk-visit');
  await cadre.context().close();
});

test('the cadre keeps the promise and answers; the number is shown for a reason only', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const cadre = await enterAs(browser, 'cadre', phone);
  await openItem(cadre, said);
  await expect(cadre.getByText('139****1234')).toBeVisible();
  await expect(cadre.getByText('13900001234')).toHaveCount(0);
  await looksRight(cadre, info, 'talk-item');
  await act(cadre, 'finish', (dialog) => dialog.getByLabel('结果').fill('两条石凳已换，居民在坐'));
  await expect(cadre.locator('[data-act=finish]')).toHaveCount(0);
  await cadre.getByRole('button', { name: '查看电话' }).click();
  const asked = cadre.getByRole('dialog');
  await asked.getByLabel('查看事由').fill('答复本人');
  await asked.locator('.btn.main').click();
  await expect(cadre.getByText('13900001234')).toBeVisible();
  await act(cadre, 'reply', async (dialog) => {
    await dialog.getByRole('radio', { name: '电话' }).check();
    await dialog.getByLabel('答复内容').fill('石凳修好了，请去坐坐');
  });
  await expect(cadre.getByText('石凳修好了，请去坐坐').first()).toBeVisible();
  await expect(cadre.getByText('没有需要办理的。')).toBeVisible();
  await looksRight(cadre, info, 'talk-item-answered');
  await cadre.context().close();
});

test('one act blows the whistle for what was said; the item says so', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const desk = await enterAs(browser, 'district_desk');
  const items = await api<{ items: { id: string; words: string; community_id: string }[] }>(desk, '/api/v1/talk_items?limit=100');
  const item = items.items.find((one) => one.words === dark)!;
  const dispatcher = await enterAs(browser, 'subdistrict_dispatcher');
  await dispatcher.goto(`/desk/talk-items/${item.id}`);
  await expect(dispatcher.getByRole('heading', { level: 1, name: dark })).toBeVisible();
  await act(dispatcher, 'whistle', async (dialog) => {
    await dialog.getByRole('radio', { name: '工作推进哨' }).check();
    const box = dialog.getByRole('combobox', { name: '权责事项与单位' });
    await box.selectOption(await box.locator('option', { hasText: '市政公用设施损坏' }).first().getAttribute('value'));
  });
  await expect(dispatcher.getByText('已转出办理，办结后这里自动办结。')).toBeVisible();
  await expect(dispatcher.getByRole('link', { name: '已吹哨' })).toBeVisible();
  await looksRight(dispatcher, info, 'talk-item-whistle');
  await dispatcher.context().close();
  await desk.context().close();
});

test('the district sees who was not visited, hot topics and deeds; every figure opens its rows', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const desk = await enterAs(browser, 'district_desk');
  await desk.goto('/desk/talk-figures');
  await expect(desk.getByRole('heading', { name: '热点话题' })).toBeVisible();
  await looksRight(desk, info, 'talk-figures');
  await desk.goto('/desk/talk-coverage?not_visited=month');
  await expect(desk.getByRole('table').or(desk.getByText('没有符合')).first()).toBeVisible();
  await looksRight(desk, info, 'talk-coverage');
  await desk.goto('/desk/talk-teams');
  await expect(desk.getByRole('link', { name: /说事小组/ }).first()).toBeVisible();
  await looksRight(desk, info, 'talk-teams');
  await desk
    .getByRole('link', { name: /城市管理局说事小组/ })
    .first()
    .click();
  await expect(desk.getByRole('heading', { name: '干部的走访与应哨' })).toBeVisible();
  await looksRight(desk, info, 'talk-team');
  await desk.setViewportSize(phone);
  await desk.goto('/desk/talk-items');
  await expect(desk.getByRole('link', { name: said }).first()).toBeVisible();
  await looksRight(desk, info, 'talk-items');
  await desk.context().close();
});
