// A community's 1+N+X network: a unit joins, offers something, it is used and never oversold; desk and telephone.
import { expect, test } from '@playwright/test';
import { desk, enterAs, looksRight, phone } from './helpers';

test('a unit joins, offers a venue, and it is booked once', async ({ browser }, info) => {
  const page = await enterAs(browser, 'community_secretary', desk);
  await page.goto('/desk/networks');
  await page.getByRole('link', { name: '槐园社区的网络' }).click();
  await expect(page.getByRole('heading', { name: '槐园社区 1+N+X 网络' })).toBeVisible();
  await looksRight(page, info, 'network');
  await page.getByRole('button', { name: '添加单位' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('单位').fill('槐园文化馆');
  await dialog.getByLabel('种类').selectOption({ label: '驻区单位' });
  await dialog.locator('.btn.main').click();
  await expect(dialog).toBeHidden();
  await page.getByRole('link', { name: '槐园文化馆' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '槐园文化馆' })).toBeVisible();
  await page.getByRole('button', { name: '登记资源' }).click();
  await dialog.getByLabel('种类').selectOption({ label: '场地' });
  await dialog.getByLabel('资源').fill('小剧场');
  await dialog.getByLabel('数量').fill('1');
  await dialog.getByLabel(/^单位/).fill('间');
  await dialog.locator('.btn.main').click();
  await expect(page.getByText('小剧场')).toBeVisible();
  await page.getByRole('button', { name: '使用', exact: true }).click();
  await dialog.getByLabel('用途').fill('居民议事会');
  await dialog.locator('.btn.main').click();
  await expect(page.getByText('0 / 1 间')).toBeVisible();
  await expect(page.getByText(/居民议事会/)).toBeVisible();
  await looksRight(page, info, 'network-unit');
});

test('resources of the whole district, coverage; on a telephone', async ({ browser }, info) => {
  const page = await enterAs(browser, 'community_secretary', desk);
  await page.goto('/desk/network-resources');
  await expect(page.locator('tbody tr').first()).toBeVisible();
  await looksRight(page, info, 'network-resources');
  const small = await enterAs(browser, 'community_secretary', phone);
  await small.goto('/desk/networks');
  await expect(small.getByText(/个社区（村），/)).toBeVisible();
  await looksRight(small, info, 'networks');
});
