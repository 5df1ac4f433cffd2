// A whistle from five chairs: the dispatcher drafts it from a matter by the competence list, the director approves on the telephone, one
// department answers from the lane, another is late and disputes, the district centre rules, the dispatcher sends back once, accepts, rates
// and closes; the matter's page tells all of it.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { api, enterAs, looksRight, made, openMatter, phone, photo, stageNow } from './helpers';

test.use({ actionTimeout: 10_000 });
test.describe.configure({ mode: 'serial' });
const title = '槐园小区路面破损、夜间施工噪声';
let matter = '';
let whistle = '';
interface Line {
  row: { id: string; unit_name: string; stage: string; late: boolean; points?: number | null };
  moves: { id: string; allowed: boolean }[];
}
const linesOf = async (page: Page) => (await api<{ lines: Line[] }>(page, `/api/v1/whistles/${whistle}`)).lines;
const lineOf = async (page: Page, unit: RegExp) => (await linesOf(page)).find((line) => unit.test(line.row.unit_name))!;
const urban = /城市管理局/;
const police = /公安/;

// Presses a move of a whistle's page or of one of its lines; fills its form when it asks for something.
async function press(scope: Page | Locator, move: string, fill?: (dialog: Locator) => Promise<void>) {
  const page = 'page' in scope ? scope.page() : scope;
  const button = scope.locator(`[data-move=${move}]`);
  const more = scope.locator('[data-more-moves][aria-expanded=false]');
  await expect(button.or(more).first()).toBeVisible();
  if (!(await button.isVisible())) await more.click();
  await button.click();
  if (!fill) return;
  const dialog = page.getByRole('dialog').last();
  await expect(dialog).toBeVisible();
  await fill(dialog);
  await dialog.locator('.btn.main').click();
  await expect(dialog).toBeHidden();
}
const words = (text: string) => (dialog: Locator) => dialog.getByRole('textbox').first().fill(text);

test('the dispatcher drafts from a matter: the list names who is competent, on which basis', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const secretary = await enterAs(browser, 'community_secretary');
  matter = await made(secretary, title, 'registered');
  await secretary.context().close();

  const dispatcher = await enterAs(browser, 'subdistrict_dispatcher');
  await openMatter(dispatcher, matter);
  await dispatcher.getByRole('link', { name: '吹哨', exact: true }).last().click();
  await expect(dispatcher.getByRole('textbox', { name: /什么事/ })).toHaveValue(title);
  await dispatcher.getByRole('radio', { name: '应急哨' }).check();
  await expect(dispatcher.getByText(/先吹后审：一保存就吹响/)).toBeVisible();
  await dispatcher.getByRole('radio', { name: '工作推进哨' }).check();
  const first = dispatcher.getByRole('group', { name: /吹哪些单位.*1/ });
  await first.getByRole('combobox', { name: /权责事项/ }).selectOption({ label: '市政公用设施损坏' });
  await expect(first.getByRole('combobox', { name: /单位/ }).last().locator('option:checked')).toHaveText(urban);
  await dispatcher.getByRole('button', { name: /再吹一个单位/ }).click();
  const second = dispatcher.getByRole('group', { name: /吹哪些单位.*2/ });
  await second.getByRole('combobox', { name: /权责事项/ }).selectOption({ label: '噪声扰民' });
  await expect(dispatcher.locator('[data-item=noise]')).toContainText('噪声污染防治法');
  // Somebody else than the list says: only with a reason.
  const unit = second.getByRole('combobox', { name: /单位/ }).last();
  const competent = await unit.inputValue();
  const another = await unit.evaluate(
    (select: HTMLSelectElement) => [...select.options].find((one) => one.value && !/公安|生态|城市管理/.test(one.text))!.value,
  );
  await unit.selectOption(another);
  await expect(dispatcher.getByRole('textbox', { name: /不一致的理由/ })).toBeVisible();
  await unit.selectOption(competent);
  await expect(dispatcher.getByRole('textbox', { name: /不一致的理由/ })).toHaveCount(0);
  await looksRight(dispatcher, info, 'whistle-blow');
  await dispatcher.getByRole('button', { name: '提交审核' }).click();
  await expect(dispatcher).toHaveURL(/\/whistles\/\d+$/);
  await expect(dispatcher.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(dispatcher.locator('[aria-current=step]').first()).toContainText('审核');
  whistle = dispatcher.url().split('/').pop()!;
  await looksRight(dispatcher, info, 'whistle-to-approve');
  await dispatcher.context().close();
});

test('the director approves from his own list on the telephone; open screens of the called units change by themselves', async ({
  browser,
}, info) => {
  test.setTimeout(120_000);
  const department = await enterAs(browser, 'department_handler', phone);
  await department.goto('/desk/whistle-lines');
  await expect(department.getByRole('heading', { level: 1 })).toBeVisible();
  const director = await enterAs(browser, 'subdistrict_director', phone);
  await director.goto('/desk/mine');
  await director.getByRole('link', { name: title }).first().click();
  await expect(director.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await looksRight(director, info, 'whistle-approve');
  await press(director, 'approve', words('同意，请两家单位今天到场。'));
  await expect(director.getByText('被吹单位（2）')).toBeVisible();
  // Not reloaded: the call arrives.
  await expect(department.getByRole('link', { name: title }).first()).toBeVisible();
  await looksRight(department, info, 'whistle-inbox');
  await director.context().close();
  await department.context().close();
});

test('a department answers from the lane: signs with one touch, contacts, reports in with its position, feeds back', async ({
  browser,
}, info) => {
  test.setTimeout(180_000);
  const department = await enterAs(browser, 'department_handler', phone);
  await department.context().grantPermissions(['geolocation']);
  await department.context().setGeolocation({ longitude: 112.487, latitude: 37.939 });
  const line = await lineOf(department, urban);
  await department.goto(`/desk/whistle-lines/${line.row.id}`);
  await press(department, 'sign');
  await expect.poll(() => stageNow(department)).toContain('联系');
  await press(department, 'contact', words('与派遣员约好十点在东门'));
  await expect.poll(() => stageNow(department)).toContain('报到');
  await department.locator('[data-move=report_in]').click();
  const dialog = department.getByRole('dialog');
  await dialog.locator('[data-check-in]').click();
  await expect(dialog.getByText(/已取到位置/)).toBeVisible();
  await looksRight(department, info, 'whistle-report-in');
  await dialog.getByRole('textbox').first().fill('市政养护二人到场');
  await dialog.locator('.btn.main').click();
  await expect(dialog).toBeHidden();
  await expect(department.getByText('按时到场').first()).toBeVisible();
  await press(department, 'measure', words('围挡，准备沥青修补'));
  const picture = await photo(department, 'road');
  await press(department, 'feedback', async (form) => {
    await form.getByRole('textbox').first().fill('路面已修补');
    await form.locator('input[type=file]').setInputFiles(picture);
    await expect(form.locator('progress')).toHaveCount(0);
  });
  await expect.poll(() => stageNow(department)).toContain('验收');
  // Who worked on it never accepts it.
  await expect(department.locator('[data-move=accept]')).toHaveCount(0);
  await looksRight(department, info, 'whistle-line');
  const refused = await department.evaluate(async (id) => {
    const me = (await (await fetch('/api/v1/me')).json()) as { csrf_token: string };
    const answer = await fetch(`/api/v1/whistle_lines/${id}/accept`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': me.csrf_token },
      body: '{}',
    });
    return answer.status;
  }, line.row.id);
  expect([403, 409]).toContain(refused);
  await department.context().close();
});

test('another is late and disputes; the district centre rules from its board', async ({ browser }, info) => {
  test.setTimeout(180_000);
  const desk = await enterAs(browser, 'district_desk');
  await api(desk, '/api/v1/demo/clock/advance', { step: 'hour' });
  await api(desk, '/api/v1/demo/clock/advance', { step: 'hour' });
  const officer = await enterAs(browser, 'department_duty');
  const line = await lineOf(officer, police);
  await officer.goto('/desk/whistle-lines');
  await officer.getByRole('link', { name: title }).first().click();
  await expect(officer.locator('.state.late').first()).toBeVisible();
  await press(officer, 'dispute', words('夜间施工噪声由生态环境部门查处'));
  await expect(officer.getByText(/首接负责/)).toBeVisible();
  await looksRight(officer, info, 'whistle-disputed');

  await desk.goto('/desk/whistle-board');
  await expect(desk.getByRole('heading', { name: /待裁定的权责异议/ })).toBeVisible();
  await looksRight(desk, info, 'whistle-board');
  await desk.setViewportSize({ width: 1280, height: 900 });
  await looksRight(desk, info, 'whistle-board');
  await desk.locator('.waits li', { hasText: title }).getByRole('link', { name: '去裁定' }).click();
  await press(desk, 'uphold', words('社会生活噪声由公安机关查处，仍由其承担'));
  await expect(desk.getByText('裁定仍由其承担').first()).toBeVisible();
  await expect(officer.getByText('裁定仍由其承担').first()).toBeVisible();
  await press(officer, 'sign');
  await expect.poll(() => stageNow(officer)).toContain('联系');
  await press(officer, 'report_in', words('值班民警到场'));
  await expect.poll(() => stageNow(officer)).toContain('处置');
  await press(officer, 'feedback', async (form) => {
    await form.getByRole('textbox').first().fill('已责令停工，告知时段');
    await form.locator('input[type=file]').setInputFiles(await photo(officer, 'noise'));
    await expect(form.locator('progress')).toHaveCount(0);
  });
  expect((await lineOf(officer, police)).row.late).toBe(true);
  expect(line.row.id).toBeTruthy();
  await officer.context().close();
  await desk.context().close();
});

test('the dispatcher sends back once, accepts, rates and closes; the matter tells it', async ({ browser }, info) => {
  test.setTimeout(180_000);
  const dispatcher = await enterAs(browser, 'subdistrict_dispatcher');
  await dispatcher.goto(`/desk/whistles/${whistle}`);
  const first = await lineOf(dispatcher, urban);
  const second = await lineOf(dispatcher, police);
  const one = dispatcher.locator(`[data-line="${first.row.id}"]`);
  const two = dispatcher.locator(`[data-line="${second.row.id}"]`);
  await press(one, 'send_back', words('东侧还有一处坑槽'));
  await expect(one.getByText('1 次')).toBeVisible();
  const department = await enterAs(browser, 'department_handler', phone);
  await department.goto(`/desk/whistle-lines/${first.row.id}`);
  await press(department, 'feedback', async (form) => {
    await form.getByRole('textbox').first().fill('东侧坑槽一并修好');
    await form.locator('input[type=file]').setInputFiles(await photo(department, 'east'));
    await expect(form.locator('progress')).toHaveCount(0);
  });
  const rate = async (form: Locator) => {
    for (const score of await form.locator('select').all()) await score.selectOption('4');
  };
  for (const line of [one, two]) {
    await expect(line.locator('[data-move=accept]')).toBeVisible();
    await press(line, 'accept', async () => undefined);
    await expect(line.locator('[data-move=rate]')).toBeVisible();
    await press(line, 'rate', rate);
    await expect(line.getByText('已办结').first()).toBeVisible();
  }
  await looksRight(dispatcher, info, 'whistle-lines-rated');
  await press(dispatcher.locator('.now'), 'close', async (form) => {
    await form.getByRole('radio', { name: '已解决' }).check();
    await form.getByRole('textbox').first().fill('路面修好，夜间停工');
  });
  await expect(dispatcher.getByText('已办结').first()).toBeVisible();
  // The late one has fewer marks.
  const [a, b] = [await lineOf(dispatcher, urban), await lineOf(dispatcher, police)];
  expect(Number(b.row.points)).toBeLessThan(Number(a.row.points));
  await openMatter(dispatcher, matter);
  await expect(dispatcher.getByRole('heading', { name: '由此吹的哨' })).toBeVisible();
  await looksRight(dispatcher, info, 'whistle-matter');
  await dispatcher.context().close();
  await department.context().close();
});

test('figures show the rate as a band and open their rows; the next one sees the precedent', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const desk = await enterAs(browser, 'district_desk');
  await desk.goto('/desk/whistle-figures');
  await expect(desk.getByRole('heading', { name: '街道吹哨' })).toBeVisible();
  await looksRight(desk, info, 'whistle-figures');
  const row = desk.getByRole('row', { name: urban }).first();
  const lines = row.getByRole('link').first();
  const n = Number(await lines.innerText());
  await lines.click();
  await expect(
    desk
      .getByRole('status')
      .filter({ hasText: String(n) })
      .first(),
  ).toBeVisible();
  await looksRight(desk, info, 'whistle-lines');
  const dispatcher = await enterAs(browser, 'subdistrict_dispatcher');
  await dispatcher.goto('/desk/whistles/new');
  await dispatcher
    .getByRole('group', { name: /吹哪些单位.*1/ })
    .getByRole('combobox', { name: /权责事项/ })
    .selectOption({ label: '噪声扰民' });
  await expect(dispatcher.locator('[data-item=noise]')).toContainText('裁定仍由其承担');
  await dispatcher.goto('/desk/whistles');
  await looksRight(dispatcher, info, 'whistles');
  await desk.context().close();
  await dispatcher.context().close();
});
