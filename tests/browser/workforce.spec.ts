// The day sheet in a minute, one worker's page, hiring by the subdistrict; desk and telephone.
import { expect, test } from '@playwright/test';
import { desk, enterAs, looksRight, phone } from './helpers';

test('the secretary fills the day sheet: all present, one on leave', async ({ browser }, info) => {
  const page = await enterAs(browser, 'community_secretary', desk);
  await page.goto('/desk/workforce-day');
  await expect(page.getByText(/槐园社区 已填/)).toBeVisible();
  const begun = Date.now();
  await page.locator('[data-state=leave]').first().click();
  await page.locator('[data-all-present]').click();
  await page.getByRole('button', { name: /保存 \d+ 人/ }).click();
  await expect(page.getByText(/已记 \d+ 人，更正 0 人/)).toBeVisible();
  expect(Date.now() - begun).toBeLessThan(60_000);
  await expect(page.locator('[data-state=leave][aria-pressed=true]')).toHaveCount(1);
  await looksRight(page, info, 'day-sheet');
  await page.locator('[data-state=present]').first().click();
  await page.getByRole('button', { name: '保存 1 人' }).click();
  await expect(page.getByText('已记 0 人，更正 1 人')).toBeVisible();
  await page.goto('/desk/workforce-month');
  await expect(page.getByRole('table')).toBeVisible();
  await looksRight(page, info, 'month-sheet');
});

test('the register and one worker', async ({ browser }, info) => {
  const page = await enterAs(browser, 'subdistrict_dispatcher', desk);
  await page.goto('/desk/workforce');
  await expect(page.locator('tbody tr').first()).toBeVisible();
  await looksRight(page, info, 'workforce');
  await page.locator('tbody tr').first().getByRole('link').first().click();
  await expect(page).toHaveURL(/\/workforce\/\d+$/);
  await expect(page.getByRole('heading', { name: '合同' })).toBeVisible();
  await expect(page.locator('[data-act=leave]')).toBeVisible();
  await looksRight(page, info, 'worker');
});

test('recruiting: published, applied, checked', async ({ browser }, info) => {
  const page = await enterAs(browser, 'subdistrict_dispatcher', desk);
  await page.goto('/desk/recruitments');
  await page.getByRole('button', { name: '发布招聘' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('名称').fill('专职网格员招聘');
  await dialog.getByLabel('受理止日').fill('2026-10-31');
  await dialog.locator('.btn.main').click();
  await expect(page.getByRole('heading', { name: '专职网格员招聘' })).toBeVisible();
  await page.getByRole('button', { name: '登记应聘' }).click();
  await page.getByRole('dialog').getByLabel('姓名').fill('周应聘');
  await page.getByRole('dialog').locator('.btn.main').click();
  await expect(page.getByText('周应聘')).toBeVisible();
  await page.getByRole('button', { name: '通过', exact: true }).click();
  await page.getByRole('dialog').getByLabel('理由').fill('面谈合格');
  await page.getByRole('dialog').locator('.btn.main').click();
  await expect(page.getByText('审核通过')).toBeVisible();
  await looksRight(page, info, 'recruitment');
});

test('the day sheet on a telephone', async ({ browser }, info) => {
  const page = await enterAs(browser, 'community_secretary', phone);
  await page.goto('/desk/workforce-day');
  await expect(page.getByText(/槐园社区 已填/)).toBeVisible();
  await looksRight(page, info, 'day-sheet');
});
