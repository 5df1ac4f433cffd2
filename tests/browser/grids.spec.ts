// A secretary sees who serves a grid, adds a worker's seat and ends it; coverage; from the tree to the grid; desk and telephone.
import { expect, test } from '@playwright/test';
import { desk, enterAs, looksRight, phone } from './helpers';

test('the secretary opens the own grids and one of them', async ({ browser }, info) => {
  const page = await enterAs(browser, 'community_secretary', desk);
  await page.goto('/desk/grids');
  await page.getByRole('button', { name: '我的区域' }).click();
  await expect(page.getByRole('link', { name: '槐园第1网格' })).toBeVisible();
  await looksRight(page, info, 'grids');
  await page.getByRole('link', { name: '槐园第1网格' }).click();
  await expect(page.getByRole('heading', { name: '15 个部门联系人' })).toBeVisible();
  await looksRight(page, info, 'grid');
});

test('a number is shown for a reason', async ({ browser }) => {
  const page = await enterAs(browser, 'community_secretary', desk);
  await page.goto('/desk/grids');
  await page.getByRole('button', { name: '我的区域' }).click();
  await page.getByRole('link', { name: '槐园第1网格' }).click();
  await page.getByRole('button', { name: '看号码' }).first().click();
  await page.getByRole('dialog').getByLabel('事由').fill('通知巡查');
  await page.getByRole('dialog').getByRole('button', { name: '查看' }).click();
  await expect(page.getByRole('link', { name: /^1\d{10}$/ })).toBeVisible();
});

test('coverage by subdistrict and department', async ({ browser }, info) => {
  const page = await enterAs(browser, 'district_desk', desk);
  await page.goto('/desk/grid-coverage');
  await expect(page.getByText(/个网格，部门联系人到位/)).toBeVisible();
  await looksRight(page, info, 'grid-coverage');
  await page.getByRole('button', { name: '部门', exact: true }).click();
  await expect(page.getByRole('link', { name: '公安' })).toBeVisible();
});

test('on a telephone', async ({ browser }, info) => {
  const page = await enterAs(browser, 'grid_worker', phone);
  await page.goto('/desk/grids');
  await page.getByRole('button', { name: '我的区域' }).click();
  await page
    .getByRole('link', { name: /槐园第\d网格/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: '15 个部门联系人' })).toBeVisible();
  await looksRight(page, info, 'grid');
});

test('a department names its contact for all grids of a subdistrict, and no other department', async ({ browser }) => {
  const page = await enterAs(browser, 'department_handler', desk);
  await page.goto('/desk/grids?q=槐园第1网格');
  await page.getByRole('link', { name: '槐园第1网格' }).click();
  const contacts = page.getByRole('table', { name: '部门联系人' });
  await expect(contacts.getByRole('button', { name: '安排' })).toHaveCount(1);
  const row = contacts.getByRole('row').filter({ hasText: '城管' });
  await row.getByRole('button', { name: '安排' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^岗位/).selectOption({ label: await dialog.getByRole('option', { name: /市容环卫承办岗/ }).innerText() });
  await dialog.getByLabel('汇丰街道的全部网格').check();
  await dialog.getByLabel(/^说明/).fill('由承办岗直接联系');
  await dialog.getByRole('button', { name: '安排', exact: true }).click();
  await expect(page.getByText(/已安排 \d+ 个网格/)).toBeVisible();
  await expect(row).toContainText('市容环卫承办岗');
});
