// What every walk does: enter as a role, act in a dialog, look for words, and check a page for raw keys, overflow and axe faults.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Browser, type Page, type TestInfo } from '@playwright/test';

export type Role =
  | 'resident'
  | 'grid_worker'
  | 'community_secretary'
  | 'subdistrict_dispatcher'
  | 'subdistrict_director'
  | 'team_leader'
  | 'department_handler'
  | 'department_duty'
  | 'cadre'
  | 'district_desk'
  | 'auditor'
  | 'system_admin'
  | 'security_admin';
export const district = 'jiancaoping';
export const phone = { width: 390, height: 844 };
export const desk = { width: 1440, height: 900 };

// A page of its own for one role, through the card on the sign-in page.
export async function enterAs(browser: Browser, role: Role, viewport = desk, where = district): Promise<Page> {
  const context = await browser.newContext({
    viewport,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    baseURL: process.env.RED_URL,
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw new Error(`the page of ${role} broke: ${error.message}`);
  });
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) throw new Error(`${role}: ${message.text()}`);
  });
  await page.goto('/desk/sign-in');
  await page.locator(`[data-role=${role}][data-district=${where}]`).click();
  if (role !== 'resident') await expect(page.locator('main#main h1')).toBeVisible();
  return page;
}

export async function openMatter(page: Page, id: string): Promise<void> {
  await page.goto(`/desk/matters/${id}`);
  await expect(page.getByRole('list', { name: '办理阶段' })).toBeVisible();
}

// The button of a move; rarer ones wait behind "more".
export async function moveButton(page: Page, move: string) {
  const button = page.locator(`[data-move=${move}]`);
  const more = page.locator('[data-more-moves][aria-expanded=false]');
  await expect(button.or(more).first()).toBeVisible();
  if (!(await button.isVisible())) await more.click();
  return button;
}

// Straight to the server as the person of this page: what a walk needs before its own part begins.
export async function api<T = Record<string, unknown>>(page: Page, path: string, body?: object): Promise<T> {
  const answer = await page.evaluate(
    async ([where, what]) => {
      const me = (await (await fetch('/api/v1/me')).json()) as { csrf_token: string };
      const response = await fetch(
        where as string,
        what
          ? { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': me.csrf_token }, body: JSON.stringify(what) }
          : {},
      );
      return { ok: response.ok, status: response.status, body: await response.text() };
    },
    [path, body ?? null] as const,
  );
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${answer.body}`);
  return JSON.parse(answer.body || '{}') as T;
}

// A matter of the demo's community, brought by its secretary as far as asked: the page must be the secretary's.
export async function made(secretary: Page, title: string, until: 'reported' | 'registered' | 'dispatched'): Promise<string> {
  const areas = await api<{ items: { id: string; name: string }[] }>(secretary, '/api/v1/areas');
  const grid = areas.items.find((area) => area.name === '槐园第1网格')!.id;
  const category = 'p-01-01';
  const { id } = await api<{ id: string }>(secretary, '/api/v1/matters', { title, place: '槐园小区 3 号楼', area_id: grid, category });
  if (until === 'reported') return id;
  await api(secretary, `/api/v1/matters/${id}/confirm`, { category, area_id: grid });
  await api(secretary, `/api/v1/matters/${id}/register`, {});
  if (until === 'registered') return id;
  const units = await api<{ items: { id: string; name: string }[] }>(secretary, '/api/v1/org_units');
  const unit_id = units.items.find((unit) => unit.name === '区城市管理局')!.id;
  await api(secretary, `/api/v1/matters/${id}/dispatch`, { unit_id, post_kind: 'department_handler' });
  return id;
}

// Presses a move on the matter's page, fills its form, sends it, and waits until the dialog is gone.
export async function act(
  page: Page,
  move: string,
  fill: (dialog: ReturnType<Page['locator']>) => Promise<void> = async () => undefined,
): Promise<void> {
  await moveButton(page, move).then((button) => button.click());
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await fill(dialog);
  await dialog.locator('.btn.main').click();
  await expect(dialog).toBeHidden();
}

// Picks in a tree by typing part of the name.
export async function pick(scope: ReturnType<Page['locator']>, label: string, words: string): Promise<void> {
  const box = scope.getByRole('combobox', { name: label });
  await box.click();
  await box.fill(words);
  await box
    .page()
    .locator('.el-select-dropdown:visible .el-tree-node__content', {
      hasText: words,
    })
    .last()
    .click();
}

export async function stageNow(page: Page): Promise<string> {
  return (await page.locator('[aria-current=step] .name').innerText()).trim();
}

// A small real PNG whose pixels differ by seed.
export async function photo(page: Page, seed: string): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const data = await page.evaluate((words) => {
    const canvas = document.createElement('canvas');
    canvas.width = 640;
    canvas.height = 420;
    const pen = canvas.getContext('2d')!;
    const hue = [...words].reduce((sum, letter) => sum + letter.charCodeAt(0) * 37, 0) % 360;
    pen.fillStyle = `hsl(${hue} 30% 60%)`;
    pen.fillRect(0, 0, 640, 420);
    pen.fillStyle = 'black';
    pen.font = '48px sans-serif';
    pen.fillText(words, 40, 220);
    return canvas.toDataURL('image/png').split(',')[1]!;
  }, seed);
  return {
    name: `${seed}.png`,
    mimeType: 'image/png',
    buffer: Buffer.from(data, 'base64'),
  };
}

const raw_key = /(?<![\w./@-])[a-z_]{3,}(?:\.[a-z_]{2,}){1,3}(?![\w/@-])/g;
// Words that look like keys and are none: definitions' codes and event kinds are shown on purpose inside <code> and links to rules.
export async function rawKeys(page: Page): Promise<string[]> {
  const text = await page.evaluate(() => {
    const copy = document.body.cloneNode(true) as HTMLElement;
    copy.querySelectorAll('code, pre, .code, textarea, script, style, [href*="/rulebook/"]').forEach((node) => node.remove());
    return copy.innerText || copy.textContent || '';
  });
  return [...new Set(text.match(raw_key) ?? [])];
}

// What must hold on every screen, at any width.
export async function looksRight(page: Page, info: TestInfo, name: string): Promise<void> {
  await page.waitForLoadState('load');
  await expect(page.getByText('正在读取……')).toHaveCount(0);
  await page.screenshot({
    path: `${process.env.RED_OUT ?? info.outputDir}/${name}-${page.viewportSize()!.width}.png`,
    fullPage: true,
  });
  expect(await rawKeys(page), `raw keys on ${name}`).toEqual([]);
  const spill = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(spill, `${name} is wider than the screen`).toBeLessThanOrEqual(0);
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze();
  expect(
    violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 140)).join(' | ')}`),
    `axe on ${name}`,
  ).toEqual([]);
}
