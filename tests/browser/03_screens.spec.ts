// Every screen that a role may open, at desk and phone width: no raw key, nothing wider than the screen, axe clean; and the keyboard.
import { expect, test } from '@playwright/test';
import { desk, district, enterAs, looksRight, phone, type Role } from './helpers';

const screens: Record<string, string[]> = {
  community_secretary: [
    '/mine',
    '/mine/followed',
    '/list',
    '/matters',
    '/matter-entry',
    '/divisions',
    '/organisations',
    '/rulebook',
    '/rulebook/matter',
    '/rulebook/calendar/cn',
    '/sessions',
    '/nowhere-at-all',
  ],
  grid_worker: ['/mine', '/mine/followed', '/nearby', '/on-the-spot', '/matters', '/matter-entry'],
  department_handler: ['/mine', '/matters'],
  district_desk: ['/mine', '/imports', '/rulebook/limits/matters'],
  auditor: ['/mine', '/audit', '/unmaskings'],
};

for (const [role, paths] of Object.entries(screens)) {
  for (const viewport of [desk, phone, { width: 320, height: 640 }]) {
    test(`${role} at ${viewport.width}`, async ({ browser }, info) => {
      test.setTimeout(120_000);
      const page = await enterAs(browser, role as Role, viewport);
      for (const path of paths) {
        await page.goto(`/desk${path}`);
        await expect(page.locator('main h1').first()).toBeVisible();
        await looksRight(page, info, `${role}${path.replace(/\W+/g, '-')}`);
      }
      await page.context().close();
    });
  }
}

test('the sign-in page, in both languages', async ({ page }, info) => {
  await page.goto('/desk/sign-in');
  await expect(page.locator('[data-role]').first()).toBeVisible();
  await looksRight(page, info, 'sign-in');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: 'Enter as a demonstration role' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Enter as a demonstration role' })).toBeVisible();
});

test('a wrong password is one clear sentence and what was typed stays', async ({ page }) => {
  await page.goto('/desk/sign-in');
  await page.getByRole('textbox', { name: /账号/ }).fill('nobody');
  await page.getByRole('textbox', { name: /密码/ }).fill('wrong-password-1');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByRole('textbox', { name: /账号/ })).toHaveValue('nobody');
});

test('by keyboard alone: skip link, a dialog takes the focus, keeps it and gives it back', async ({ browser }) => {
  const page = await enterAs(browser, 'community_secretary');
  await page.goto('/desk/matters');
  await expect(page.getByRole('table', { name: '全部事项' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: '跳到正文' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main#main')).toBeFocused();
  const opener = page.getByRole('button', { name: '存为常用' });
  await opener.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  for (let i = 0; i < 8; i += 1) {
    await page.keyboard.press('Tab');
    expect(await dialog.evaluate((box) => box.contains(document.activeElement))).toBe(true);
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
  await page.context().close();
});

test('what was typed stays over a reload', async ({ browser }) => {
  const page = await enterAs(browser, 'community_secretary');
  await page.goto('/desk/matter-entry');
  await page.getByLabel(/什么问题/).fill('楼道灯不亮');
  await page.getByLabel(/上报人电话/).fill('123');
  await expect(page.getByText('电话号码不对')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel(/什么问题/)).toHaveValue('楼道灯不亮');
  await page.context().close();
});

test('what was typed outlives a lost sign-in of the same person', async ({ browser }) => {
  const page = await enterAs(browser, 'community_secretary');
  await page.goto('/desk/matter-entry');
  await page.getByLabel(/什么问题/).fill('路灯忽明忽暗');
  await page.context().clearCookies();
  await page.getByRole('button', { name: '上报', exact: true }).click();
  await page.locator(`[data-role=community_secretary][data-district=${district}]`).click();
  await expect(page).toHaveURL(/matter-entry/);
  await expect(page.getByLabel(/什么问题/)).toHaveValue('路灯忽明忽暗');
  await page.getByRole('button', { name: '换角色' }).click();
  await page.locator(`[data-role=district_desk][data-district=${district}]`).click();
  await expect(page.locator('main#main h1')).toBeVisible();
  await page.goto('/desk/matter-entry');
  await expect(page.getByLabel(/什么问题/)).toHaveValue('');
  await page.context().close();
});

test("a new matter at the counter, on somebody's behalf", async ({ browser }, info) => {
  const page = await enterAs(browser, 'community_secretary');
  await page.goto('/desk/matter-entry');
  await page.getByLabel(/什么问题/).fill('楼道灯不亮');
  await page.getByLabel(/在哪里/).fill('槐园小区 5 号楼');
  await page.getByLabel(/上报人姓名/).fill('赵大爷');
  await page.getByLabel(/上报人电话/).fill('13912345678');
  await page.getByLabel(/怎么提出的/).fill('本人到窗口');
  await page.getByRole('button', { name: '上报', exact: true }).click();
  await expect(page.getByText('把编号念给上报人')).toBeVisible();
  await looksRight(page, info, 'entered');
  await page.getByRole('link', { name: '打开这件事' }).click();
  await expect(page.getByText('139****5678')).toBeVisible();
  await page.context().close();
});

test('the field shell is the same house at its own address', async ({ browser }, info) => {
  const page = await enterAs(browser, 'grid_worker', phone);
  await page.goto('/field/');
  await expect(page).toHaveURL(/\/field\/mine/);
  await expect(page.getByRole('navigation', { name: '常用' })).toBeVisible();
  for (const button of await page.locator('main .btn:visible').all())
    expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(52);
  await looksRight(page, info, 'field-mine');
  await page.getByRole('button', { name: /更多/ }).click();
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '区划与网格' }).click();
  await expect(page.getByRole('button', { name: '显示地图' })).toBeVisible();
  await expect(page.locator('.map')).toHaveCount(0);
  await page.context().close();
});

test('the first load of the desk stays under 400 KB, and comes compressed', async ({ browser }) => {
  const page = await enterAs(browser, 'community_secretary');
  await expect(page.getByRole('table', { name: '我的事' })).toBeVisible();
  const sizes = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map((entry) => entry as PerformanceResourceTiming)
      .filter((entry) => entry.name.includes('/assets/'))
      .map((entry) => ({ encoded: entry.encodedBodySize, decoded: entry.decodedBodySize })),
  );
  const encoded = sizes.reduce((sum, one) => sum + one.encoded, 0);
  const decoded = sizes.reduce((sum, one) => sum + one.decoded, 0);
  expect(encoded).toBeGreaterThan(20_000);
  expect(encoded).toBeLessThan(400_000);
  expect(encoded).toBeLessThan(decoded / 2);
  await page.context().close();
});
