// A practical project from the list to its acceptance: the district lists it, a matter goes into it, its owner meets milestones and reports
// with a photo, representatives accept it in the community, the district closes it; the public page shows it without anybody's name.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { api, enterAs, looksRight, made, openMatter, phone, photo, pick } from './helpers';

test.use({ actionTimeout: 10_000 });
test.describe.configure({ mode: 'serial' });
const title = '槐园小区补装路灯 20 盏';
const matter_title = '三号楼前路灯不亮';
let project = '';

async function act(scope: Page | Locator, name: string, fill: (dialog: Locator) => Promise<void>) {
  const page = 'page' in scope ? scope.page() : scope;
  await scope.locator(`[data-act=${name}]`).first().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await fill(dialog);
  await dialog.locator('.btn.main').click();
  await expect(dialog).toBeHidden();
}
const ahead = (today: string, days: number) => new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

test('the district lists a project with owner and milestones', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const desk = await enterAs(browser, 'district_desk');
  const today = (await api<{ now: string }>(desk, '/api/v1/me')).now.slice(0, 10);
  await desk.goto('/desk/programmes');
  await expect(desk.getByRole('link', { name: /区级民生实事/ }).first()).toBeVisible();
  await looksRight(desk, info, 'programmes');
  await desk
    .getByRole('link', { name: /区级民生实事/ })
    .first()
    .click();
  await expect(desk.getByRole('heading', { level: 1, name: /区级民生实事/ })).toBeVisible();
  await expect(desk.getByRole('link', { name: '老旧小区补装路灯 60 盏' })).toBeVisible();
  await looksRight(desk, info, 'programme');
  await act(desk, 'list', async (dialog) => {
    await dialog.getByLabel('项目名称').fill(title);
    await dialog.getByLabel('项目内容').fill('对无灯、缺灯的楼前补装节能路灯。');
    await pick(dialog, '所在', '槐园社区');
    await pick(dialog, '责任单位', '区城市管理局');
    await dialog.getByLabel('完成时限').fill(ahead(today, 60));
    const first = dialog.getByRole('group', { name: /节点.*1/ });
    await first.getByLabel('节点').fill('点位勘察');
    await first.getByLabel('日期').fill(ahead(today, 20));
    await dialog.getByRole('button', { name: '再加一个节点' }).click();
    const second = dialog.getByRole('group', { name: /节点.*2/ });
    await second.getByLabel('节点').fill('通电调试');
    await second.getByLabel('日期').fill(ahead(today, 50));
  });
  await expect(desk).toHaveURL(/\/projects\/\d+$/);
  await expect(desk.getByRole('heading', { level: 1, name: title })).toBeVisible();
  project = desk.url().split('/').pop()!;
  await desk.context().close();
});

test('a matter of the community goes into it', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const secretary = await enterAs(browser, 'community_secretary');
  const matter = await made(secretary, matter_title, 'registered');
  await openMatter(secretary, matter);
  await secretary.getByRole('link', { name: '纳入民生实事' }).first().click();
  await expect(secretary.getByRole('heading', { level: 1, name: '纳入民生实事' })).toBeVisible();
  const form = secretary.locator('form.card');
  await form.getByRole('combobox').selectOption(project);
  await expect(form.getByRole('textbox', { name: /事项/ })).toHaveValue(matter_title);
  await form.locator('.btn.main').click();
  await expect(secretary).toHaveURL(new RegExp(`/projects/${project}$`));
  await expect(secretary.getByRole('link', { name: matter_title })).toBeVisible();
  await looksRight(secretary, info, 'project-gathered');
  await secretary.context().close();
});

test('its owner meets milestones and reports with a photo from the telephone', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const owner = await enterAs(browser, 'department_handler', phone);
  await owner.goto(`/desk/projects/${project}`);
  await expect(owner.getByRole('heading', { level: 1, name: title })).toBeVisible();
  const picture = await photo(owner, 'lamp');
  await act(owner, 'report', async (dialog) => {
    await dialog.getByRole('textbox', { name: /进展情况/ }).fill('已看完现场，确定 20 个点位。');
    await dialog.locator('input[type=file]').setInputFiles(picture);
    await expect(dialog.locator('progress')).toHaveCount(0);
  });
  await expect(owner.getByText('已看完现场，确定 20 个点位。').first()).toBeVisible();
  const steps = owner.locator('.steps li');
  await act(steps.filter({ hasText: '点位勘察' }), 'meet', (dialog) => dialog.getByRole('textbox', { name: /进展情况/ }).fill('勘察完成'));
  await expect(steps.filter({ hasText: '点位勘察' })).toContainText('已完成');
  await act(steps.filter({ hasText: '通电调试' }), 'meet', (dialog) => dialog.getByRole('textbox', { name: /进展情况/ }).fill('全部亮灯'));
  await expect(steps.filter({ hasText: '通电调试' })).toContainText('已完成');
  await looksRight(owner, info, 'project-owner');
  await act(owner, 'offer', (dialog) => dialog.getByRole('textbox', { name: /完成情况/ }).fill('20 盏全部亮灯，请受益群众验收'));
  await expect(owner.getByText('待验收').first()).toBeVisible();
  // Who worked on it never records that it is accepted.
  await expect(owner.locator('[data-act=accept]')).toHaveCount(0);
  await owner.context().close();
});

test('representatives accept it; the secretary finds it among the day’s work', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const secretary = await enterAs(browser, 'community_secretary');
  const dues = await api<{ items: { subject_id: string; kind: string }[] }>(secretary, '/api/v1/dues?filter.bucket=to_inspect&limit=200');
  expect(JSON.stringify(dues.items)).toContain(`${title}：群众验收`);
  await secretary.goto(`/desk/projects/${project}`);
  await expect(secretary.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await act(secretary, 'accept', async (dialog) => {
    for (const [i, name] of ['王秀兰', '李国栋', '张丽萍'].entries()) {
      const one = dialog.getByRole('group', { name: new RegExp(`群众代表.*${i + 1}`) });
      await one.getByLabel('姓名').fill(name);
      await one.getByRole('radio', { name: '是', exact: true }).check();
    }
    await dialog.getByRole('textbox', { name: /总体意见/ }).fill('亮堂了，同意验收');
    await looksRight(secretary, info, 'project-accept');
  });
  await expect(secretary.getByText('已验收').first()).toBeVisible();
  await expect(secretary.getByText('同意 3 / 参加 3')).toBeVisible();
  await looksRight(secretary, info, 'project-accepted');
  await secretary.context().close();
});

test('the district closes it; the public page shows it without anybody’s name', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const desk = await enterAs(browser, 'district_desk');
  await desk.goto(`/desk/projects/${project}`);
  await act(desk, 'close', (dialog) => dialog.getByRole('textbox', { name: /办结情况/ }).fill('20 盏路灯按期亮灯'));
  await expect(desk.getByText('已办结').first()).toBeVisible();
  await desk.goto('/desk/projects?state=closed');
  await expect(desk.getByRole('link', { name: title })).toBeVisible();
  await looksRight(desk, info, 'projects');
  await desk.setViewportSize(phone);
  await looksRight(desk, info, 'projects');
  await desk.goto('/d/jiancaoping/projects');
  await expect(desk.getByText(title)).toBeVisible();
  await expect(desk.getByText('王秀兰')).toHaveCount(0);
  await desk.screenshot({ path: `${process.env.RED_OUT ?? info.outputDir}/projects-public-390.png`, fullPage: true });
  await desk.context().close();
});
