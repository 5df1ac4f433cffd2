// The search box: "/" goes to it, initials of the pinyin find, arrows and Enter open, and rights hold.
import { expect, test } from '@playwright/test';
import { enterAs, looksRight, phone } from './helpers';

test('found by pinyin initials with the keyboard alone', async ({ browser }, info) => {
  const page = await enterAs(browser, 'community_secretary');
  await page.locator('main h1').first().click();
  await page.keyboard.press('/');
  const box = page.getByRole('combobox', { name: /^查找/ });
  await expect(box).toBeFocused();
  await page.keyboard.type('hysqjwh');
  const hits = page.getByRole('listbox', { name: /^查找/ });
  await expect(hits.getByRole('option', { name: /槐园社区居委会/ }).first()).toBeVisible();
  await looksRight(page, info, 'search-box');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '槐园社区居委会' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(box).toBeFocused();
  await page.keyboard.type('没有这样的东西');
  await expect(page.getByText(/没有找到/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(hits).toHaveCount(0);
  await page.context().close();
});

test('the page of all results, also on a telephone', async ({ browser }, info) => {
  const page = await enterAs(browser, 'district_desk', phone);
  await page.goto('/desk/search?q=%E6%A7%90%E5%9B%AD');
  await expect(page.getByRole('heading', { name: '机构' })).toBeVisible();
  await expect(page.getByRole('heading', { name: '岗位' })).toBeVisible();
  await looksRight(page, info, 'search-page');
  await page.context().close();
});
