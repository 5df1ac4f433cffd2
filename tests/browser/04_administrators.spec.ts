// The three administrators, each with its own part and none of the others'; and the claim of a real district.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { api, desk, enterAs, looksRight, phone } from './helpers';

const root = resolve(__dirname, '../..');
const program = process.env.RED_PROGRAM ?? join(root, `build/${process.env.RED_PRESET ?? 'test'}/redengine`);

async function pickPerson(page: Page, name: string): Promise<void> {
  const box = page.getByRole('dialog').getByRole('combobox', { name: '人员' });
  await box.click();
  await box.fill(name);
  await page.locator('.el-select-dropdown:visible .el-select-dropdown__item', { hasText: name }).first().click();
}

test('a person is registered, gets an account, is appointed, and must change the password at the first sign-in', async ({
  browser,
}, info) => {
  const system = await enterAs(browser, 'system_admin');
  await system.goto('/desk/accounts');
  await looksRight(system, info, 'accounts');
  await system.getByRole('button', { name: '登记人员' }).click();
  await system.getByRole('dialog').getByLabel(/姓名/).fill('韩新梅');
  await system.getByRole('dialog').getByLabel(/电话/).fill('13700001111');
  await system.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await expect(system.getByRole('dialog')).toHaveCount(0);
  await system.getByRole('button', { name: '开设账号' }).click();
  await pickPerson(system, '韩新梅');
  await system.getByRole('dialog').getByLabel(/^账号/).fill('hanxinmei');
  await system
    .getByRole('dialog')
    .getByLabel(/新密码/)
    .fill('short');
  await expect(system.getByRole('dialog').getByText('至少 12 个字符').first()).toBeVisible();
  await system
    .getByRole('dialog')
    .getByLabel(/新密码/)
    .fill('槐树开花在五月里呀呀呀');
  await system
    .getByRole('dialog')
    .getByLabel(/新密码/)
    .fill('huaishu-kaihua-5-yue');
  await system.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await expect(system.getByRole('row', { name: /hanxinmei/ })).toBeVisible();
  await expect(system.getByRole('link', { name: '全部事项' })).toHaveCount(0);
  await system.context().close();

  const security = await enterAs(browser, 'security_admin');
  await security.goto('/desk/organisations');
  await security.getByRole('searchbox', { name: /查找/ }).fill('兴华东');
  await security.locator('.el-tree-node__content', { hasText: '兴华东社区居委会' }).click();
  await expect(security.getByRole('heading', { name: '兴华东社区居委会' })).toBeVisible();
  const row = security.getByRole('row', { name: /社区工作者/ }).first();
  await row.getByRole('button', { name: '免职' }).click();
  await security.getByRole('dialog').getByLabel(/理由/).fill('工作调整');
  await security.getByRole('dialog').getByRole('button', { name: '免职' }).click();
  await expect(row.getByText('空缺')).toBeVisible();
  await row.getByRole('button', { name: '任职' }).click();
  await pickPerson(security, '韩新梅');
  await security.getByRole('dialog').getByRole('button', { name: '任职', exact: true }).click();
  await expect(security.getByRole('row', { name: /韩新梅/ }).first()).toBeVisible();
  await looksRight(security, info, 'organisation-appointed');
  await security.context().close();

  const context = await browser.newContext({ viewport: desk, locale: 'zh-CN', baseURL: process.env.RED_URL });
  const page = await context.newPage();
  await page.goto('/desk/sign-in');
  await page.getByRole('textbox', { name: /账号/ }).fill('hanxinmei');
  await page.getByRole('textbox', { name: /密码/ }).fill('huaishu-kaihua-5-yue');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('heading', { name: '修改密码' })).toBeVisible();
  await looksRight(page, info, 'password');
  await page.getByLabel(/现在的密码/).fill('huaishu-kaihua-5-yue');
  await page.getByLabel(/^新密码/).fill('wo-ziji-de-mima-2026');
  await page.getByLabel(/再输一次/).fill('wo-ziji-de-mima-2026');
  await page.getByRole('button', { name: '修改', exact: true }).click();
  await expect(page.getByRole('link', { name: '全部事项' }).first()).toBeVisible();
  await context.close();
});

test('a community secretary sets a deputy for a leave', async ({ browser }) => {
  const page = await enterAs(browser, 'community_secretary');
  await page.goto('/desk/organisations');
  const row = page.getByRole('row', { name: /槐园第2网格网格员/ });
  await row.getByRole('button', { name: '请假代理' }).first().click();
  const officers = await api<{ items: { person_name: string; org_unit_name: string }[] }>(
    page,
    '/api/v1/appointments?filter.current=true&filter.kind=community_officer&limit=200',
  );
  await pickPerson(page, officers.items.find((one) => one.org_unit_name.startsWith('槐园'))!.person_name);
  await page.getByRole('dialog').getByLabel(/^起/).fill('2026-09-18');
  await page.getByRole('dialog').getByLabel(/^止/).fill('2026-09-21');
  await page.getByRole('dialog').getByLabel(/理由/).fill('本人休年假');
  await page.getByRole('dialog').getByRole('button', { name: '请假代理' }).click();
  await expect(page.getByText('已安排代理')).toBeVisible();
  await page.context().close();
});

test('a real district is claimed once, by three different persons', async ({ browser }, info) => {
  const data = mkdtempSync(join(tmpdir(), 'redengine-claim-'));
  const made = execFileSync(
    program,
    ['district', 'create', '--code', 'xinqu', '--name-zh', '新区', '--name-en', 'New District', '--data', data],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const code = /[A-Z0-9]{4}(?:-[A-Z0-9]{4}){3}/.exec(made)![0];
  const portFile = join(data, 'port');
  const server = spawn(program, ['serve', '--data', data, '--port', '0', '--port-file', portFile, '--web', join(root, 'web/dist')], {
    stdio: 'ignore',
  });
  try {
    await expect.poll(() => existsSync(portFile) && readFileSync(portFile, 'utf8').trim().length > 0, { timeout: 20_000 }).toBe(true);
    const context = await browser.newContext({
      viewport: phone,
      locale: 'zh-CN',
      baseURL: `http://127.0.0.1:${readFileSync(portFile, 'utf8').trim()}`,
    });
    const page = await context.newPage();
    await page.goto('/desk/');
    await expect(page.getByText('还没有管理员')).toBeVisible();
    await page.getByRole('link', { name: '用一次性启用码设立三员' }).click();
    await page.getByLabel(/一次性启用码/).fill('AAAA-AAAA-AAAA-AAAA');
    const groups = page.locator('fieldset');
    for (const [i, person] of ['甲一', '甲一', '丙三'].entries()) {
      await groups.nth(i).getByLabel(/姓名/).fill(person);
      await groups.nth(i).getByLabel(/账号/).fill(`admin-${i}`);
      await groups.nth(i).getByLabel(/^密码/).fill(`zhe-shi-mima-${i}-hao`);
      await groups
        .nth(i)
        .getByLabel(/再输一次密码/)
        .fill(`zhe-shi-mima-${i}-hao`);
    }
    await expect(page.getByText('三员必须是三个不同的人').first()).toBeVisible();
    await expect(page.getByRole('button', { name: '启用', exact: true })).toBeDisabled();
    await groups.nth(1).getByLabel(/姓名/).fill('乙二');
    await page.getByRole('button', { name: '启用', exact: true }).click();
    await expect(page.getByRole('alert').first()).toBeVisible();
    await looksRight(page, info, 'claim');
    await page.getByLabel(/一次性启用码/).fill(code);
    await page.getByRole('button', { name: '启用', exact: true }).click();
    await expect(page.getByText('三员已设立，请分别登录')).toBeVisible();
    await page.getByRole('textbox', { name: /账号/ }).fill('admin-0');
    await page.getByRole('textbox', { name: /密码/ }).fill('zhe-shi-mima-0-hao');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await expect(page.locator('main#main h1')).toBeVisible();
    await context.close();
  } finally {
    server.kill('SIGTERM');
    await new Promise((done) => server.once('exit', done));
    rmSync(data, { recursive: true, force: true });
  }
});

test('a file of service requests is checked, brought in, and adds nothing the second time', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const page = await enterAs(browser, 'district_desk', desk, 'boston');
  await page.goto('/desk/imports');
  for (const second of [false, true]) {
    await page.goto('/desk/imports');
    await page.locator('input[type=file]').setInputFiles(join(root, 'definitions/imports/boston_311_excerpt.csv'));
    await page.getByRole('button', { name: '上传并检查' }).click();
    await expect(page.getByRole('button', { name: /导入 \d+ 行/ })).toBeVisible({ timeout: 30_000 });
    if (!second) await looksRight(page, info, 'import-checked');
    await page.getByRole('button', { name: /导入 \d+ 行/ }).click();
    await expect(page.locator('.page-head .state.ok')).toBeVisible({ timeout: 60_000 });
    if (second) await expect(page.locator('dl.facts').first()).toContainText(/已导入\s*0/);
  }
  await looksRight(page, info, 'import-done');
  await page.goto('/desk/matters');
  await expect(page.getByRole('table', { name: '全部事项' }).locator('tbody tr').first()).toContainText('波士顿 311 导入');
  await looksRight(page, info, 'boston-list');
  await page.getByRole('table', { name: '全部事项' }).locator('tbody a.strong').first().click();
  await expect(page.getByRole('list', { name: '办理阶段' })).toBeVisible();
  await looksRight(page, info, 'boston-matter');
  await page.context().close();
});
