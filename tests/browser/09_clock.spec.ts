// Walk 8: the demo clock moves on, so that reminders, overdue marks and escalation happen. Last, because it ages the district.
import { expect, test } from '@playwright/test';
import { enterAs, looksRight } from './helpers';

test('an hour, a day, a week: things become late and the next level hears of it', async ({ browser }, info) => {
  const page = await enterAs(browser, 'community_secretary');
  const late = page.locator('.figure.late b');
  await expect(late).toBeVisible();
  const before = Number(await late.innerText());
  const clock = page.getByRole('group', { name: '演示时钟' });
  const shown = () => clock.locator('.state').innerText();
  const start = await shown();
  await clock.getByRole('button', { name: '+1 小时' }).click();
  await expect.poll(shown).not.toBe(start);
  await clock.getByRole('button', { name: '+1 天' }).click();
  await expect(page.locator('.toast').last()).toBeVisible();
  await clock.getByRole('button', { name: '+1 周' }).click();
  await expect.poll(async () => Number(await late.innerText()), { timeout: 15_000 }).toBeGreaterThan(before);
  await page.locator('.figure.late').click();
  await expect(page).toHaveURL(/show=late/);
  await page.getByRole('table', { name: '我的事' }).locator('a.strong').first().click();
  await expect(page.locator('.timeline')).toContainText('超过时限');
  await looksRight(page, info, 'late-matter');
  await page.context().close();
});
