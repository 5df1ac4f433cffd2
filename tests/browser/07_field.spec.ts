// The field shell on a small telephone: tasks by grid, then by distance; the position goes nowhere.
import { expect, test } from '@playwright/test';
import { act, api, enterAs, looksRight } from './helpers';

const small = { width: 360, height: 780 };

test('a grid worker finds what is to be confirmed near by, and confirms it on the spot', async ({ browser }, info) => {
  const title = `路口护栏倒了 ${Date.now() % 100_000}`;
  const worker = await enterAs(browser, 'grid_worker', small);
  const me = await api<{ posts: { area_id: string }[] }>(worker, '/api/v1/me');
  const secretary = await enterAs(browser, 'community_secretary');
  const areas = await api<{ items: { id: string; centre_lon: number; centre_lat: number }[] }>(secretary, '/api/v1/areas');
  const grid = areas.items.find((area) => area.id === me.posts[0]!.area_id)!;
  const at = { lon: grid.centre_lon, lat: grid.centre_lat };
  await api(secretary, '/api/v1/matters', { title, place: '路口', area_id: grid.id, ...at, category: 'p-01-01' });
  await secretary.context().close();

  await worker.context().grantPermissions(['geolocation']);
  await worker.context().setGeolocation({ longitude: at.lon, latitude: at.lat + 0.0018 });
  const seen: string[] = [];
  worker.on('request', (request) => seen.push(`${request.url()} ${request.postData() ?? ''}`));
  await worker.goto('/field/mine');
  await worker.getByRole('link', { name: /核实核查/ }).click();
  const task = worker.getByRole('listitem').filter({ hasText: title });
  await expect(task).toBeVisible();
  await worker.getByRole('button', { name: '按离我远近排' }).click();
  await expect(task).toContainText('约 200 米');
  await looksRight(worker, info, 'nearby');
  const here = String(at.lat + 0.0018).slice(0, 8);
  expect(seen.filter((one) => one.includes(here))).toEqual([]);
  expect(await worker.evaluate(() => JSON.stringify(localStorage) + JSON.stringify(sessionStorage))).not.toContain(here);
  await task.getByRole('link').click();
  await expect(worker).toHaveURL(/\/matters\/\d+$/);
  await act(worker, 'confirm', async (dialog) => {
    await dialog.getByLabel('核实情况').fill('护栏倒在人行道上，已扶到路边。');
  });
  await expect(worker.locator('[aria-current=step]')).toContainText('核实');
  await worker.context().close();
});

test('the field shell opens with little to load', async ({ browser }) => {
  const worker = await enterAs(browser, 'grid_worker', small);
  await worker.goto('/field/mine');
  await expect(worker.getByRole('link', { name: /拍照上报/ })).toBeVisible();
  const bytes = await worker.evaluate(() =>
    performance.getEntriesByType('resource').reduce((sum, one) => sum + (one as PerformanceResourceTiming).encodedBodySize, 0),
  );
  expect(bytes).toBeLessThan(300_000);
  await worker.context().close();
});
