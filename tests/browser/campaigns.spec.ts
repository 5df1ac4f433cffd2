// A campaign from four chairs: the desk starts it from a template, a grid worker checks a site on the telephone and photographs a
// finding, puts it right, may not strike it off; the secretary does; another finding is blown as a whistle in one act; who is behind is
// urged; the report closes it.
import { expect, test, type Page } from '@playwright/test';
import { api, desk, enterAs, looksRight, phone, photo, pick } from './helpers';

test.use({ actionTimeout: 10_000 });
test.describe.configure({ mode: 'serial' });
const title = '楼道与车棚安全排查';
let campaign = '';
let finding = '';

interface Lines {
  items: { id: string; area_name: string; sites: number }[];
}
const lineOf = async (page: Page, area: string) =>
  (await api<Lines>(page, `/api/v1/campaign_lines?filter.campaign=${campaign}&limit=200`)).items.find((one) => one.area_name === area)!.id;

test('the desk starts a campaign from a template and sends it down', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const page = await enterAs(browser, 'district_desk');
  await page.goto('/desk/campaigns');
  await looksRight(page, info, 'campaigns');
  await page.getByRole('link', { name: '发起专项' }).click();
  await expect(page).toHaveURL(/campaigns\/new$/);
  await page.getByRole('button', { name: '消防安全隐患排查' }).click();
  const name = page.getByRole('textbox', { name: /专项名称/ });
  await expect(name).toHaveValue('消防安全隐患排查');
  await name.fill(title);
  await page.getByLabel(/^期限/).fill('2026-10-20');
  await page.getByRole('button', { name: '增加区域' }).click();
  await pick(page.locator('main'), '区域', '槐园社区');
  await looksRight(page, info, 'campaign-editor');
  await page.getByRole('button', { name: '保存草稿' }).click();
  await expect(page).toHaveURL(/\/campaigns\/\d+$/);
  campaign = page.url().split('/').pop()!;
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await page.getByRole('button', { name: '下发', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('.btn.main').click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('heading', { name: '各街道（镇）进度' })).toBeVisible();
  await expect(page.locator('.bar-row').first()).toContainText('汇丰街道');
  await looksRight(page, info, 'campaign-sent');
  await page.context().close();
});

test('a grid worker checks a site on the telephone: a finding asks for a photo at once', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const page = await enterAs(browser, 'grid_worker', phone);
  await page.goto('/field/campaign-lines');
  await page.getByRole('link', { name: title }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(title) })).toBeVisible();
  await page.getByRole('button', { name: '填报', exact: true }).first().click();
  const site = page.locator('.site').first();
  await site
    .getByRole('group', { name: /消防通道畅通/ })
    .getByText('否', { exact: true })
    .click();
  await site
    .getByRole('group', { name: /楼道无堆物/ })
    .getByText('是', { exact: true })
    .click();
  await site.getByRole('textbox', { name: /飞线充电/ }).fill('0');
  await site.getByRole('radio', { name: '齐全有效' }).check();
  await site.getByRole('button', { name: '提交' }).click();
  // Nothing was sent: the photo lacks.
  await expect(site.getByText(/消防通道被占用：现场照片/)).toBeVisible();
  await site
    .locator('input[type=file]')
    .first()
    .setInputFiles(await photo(page, 'lane'));
  await expect(site.locator('progress')).toHaveCount(0);
  await looksRight(page, info, 'campaign-site');
  await site.getByRole('button', { name: '提交' }).click();
  await expect(site.getByRole('link', { name: '消防通道被占用' })).toBeVisible();
  await looksRight(page, info, 'campaign-line');
  await site.getByRole('link', { name: '消防通道被占用' }).click();
  await expect(page).toHaveURL(/campaign-findings\/\d+$/);
  finding = page.url().split('/').pop()!;
  await page.getByRole('button', { name: '报整改', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill('车主已挪车，划了禁停线');
  await dialog.locator('input[type=file]').setInputFiles(await photo(page, 'free'));
  await expect(dialog.locator('progress')).toHaveCount(0);
  await dialog.locator('.btn.main').click();
  await expect(dialog).toBeHidden();
  await expect(page.locator('[aria-current=step]')).toContainText('复查');
  await expect(page.locator('.sides img')).toHaveCount(2);
  // Who put it right does not strike it off.
  await expect(page.getByRole('button', { name: '复查销号' })).toHaveCount(0);
  await looksRight(page, info, 'campaign-finding');
  await page.context().close();
});

test('the secretary strikes it off; another finding becomes a matter in one act; the dispatcher blows the whistle for a third', async ({
  browser,
}, info) => {
  test.setTimeout(180_000);
  const page = await enterAs(browser, 'community_secretary');
  await page.goto('/desk/campaign-findings');
  await looksRight(page, info, 'campaign-findings');
  await page.goto(`/desk/campaign-findings/${finding}`);
  await page.getByRole('button', { name: '复查销号' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('.btn.main').click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('已销号').first()).toBeVisible();

  const line = await lineOf(page, '槐园第2网格');
  await page.goto(`/desk/campaign-lines/${line}`);
  await page.getByRole('button', { name: '填报', exact: true }).first().click();
  const site = page.locator('.site').first();
  await site
    .getByRole('group', { name: /消防通道畅通/ })
    .getByText('否', { exact: true })
    .click();
  await site
    .getByRole('group', { name: /楼道无堆物/ })
    .getByText('否', { exact: true })
    .click();
  await site.getByRole('textbox', { name: /飞线充电/ }).fill('0');
  await site.getByRole('radio', { name: '齐全有效' }).check();
  await site
    .locator('input[type=file]')
    .nth(0)
    .setInputFiles(await photo(page, 'two'));
  await site
    .locator('input[type=file]')
    .nth(1)
    .setInputFiles(await photo(page, 'three'));
  await expect(site.locator('progress')).toHaveCount(0);
  await expect(site.locator('.picked li')).toHaveCount(2);
  await site.getByRole('button', { name: '提交' }).click();
  await expect(site.getByRole('link', { name: '消防通道被占用' })).toBeVisible();
  const third = (await site.getByRole('link', { name: '消防通道被占用' }).getAttribute('href'))!.split('/').pop()!;
  await site.getByRole('link', { name: '楼道堆物或停放电动车' }).click();
  await expect(page).toHaveURL(/campaign-findings\/\d+$/);
  await page.getByRole('button', { name: '转为事项' }).click();
  await expect(page.getByRole('link', { name: '所转事项' })).toBeVisible();
  await looksRight(page, info, 'campaign-handed-on');
  await page.getByRole('link', { name: '所转事项' }).click();
  await expect(page).toHaveURL(/\/matters\/\d+$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('楼道堆物');

  const dispatcher = await enterAs(browser, 'subdistrict_dispatcher');
  await dispatcher.goto(`/desk/campaign-findings/${third}`);
  await dispatcher.getByRole('button', { name: '吹哨', exact: true }).click();
  const form = dispatcher.getByRole('dialog');
  await form.getByRole('radio', { name: '应急哨' }).check();
  const item = form.getByRole('combobox', { name: /权责事项/ });
  await item.selectOption(await item.locator('option').nth(1).getAttribute('value'));
  await looksRight(dispatcher, info, 'campaign-blow');
  await form.locator('.btn.main').click();
  await expect(form).toBeHidden();
  await expect(dispatcher.getByRole('link', { name: '所吹的哨' })).toBeVisible();
  await dispatcher.context().close();
  await page.context().close();
});

test('the desk urges who is behind and closes with a report that prints', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const page = await enterAs(browser, 'district_desk', desk);
  await page.goto(`/desk/campaigns/${campaign}`);
  await page.getByRole('button', { name: '催办 汇丰街道' }).click();
  await expect(page.getByText(/已催办 \d+ 份/)).toBeVisible();
  await page.getByRole('button', { name: '催办 汇丰街道' }).click();
  await expect(page.getByText(/今天已经催过/)).toBeVisible();
  await page.getByRole('button', { name: '总结', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill('重点小区查完，问题销号或转办');
  await dialog.locator('.btn.main').click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('已总结').first()).toBeVisible();
  await looksRight(page, info, 'campaign-closed');
  await page.setViewportSize(phone);
  await looksRight(page, info, 'campaign-closed-narrow');
  await page.context().close();
});
