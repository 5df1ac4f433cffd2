// Instants of the district as words. The district's clock is the server's, never this computer's: `now` is learned with every
// answer that carries it, and runs on between them.
import { ref } from 'vue';
import { language, t } from '../texts/texts';

const zone = ref('Asia/Shanghai');
const ahead_ms = ref(0);
const tick = ref(Date.now());

export function setZone(name: string): void {
  zone.value = name;
}
export function learnNow(now: string): void {
  ahead_ms.value = Date.parse(now) - Date.now();
  tick.value = Date.now();
}
// Reactive: screens that show "so much left" follow it.
export function now(): Date {
  return new Date(tick.value + ahead_ms.value);
}
export function startTicking(period_ms = 15_000): void {
  setInterval(() => (tick.value = Date.now()), period_ms);
}

interface Parts {
  year: string;
  month: string;
  day: string;
  hour: string;
  minute: string;
}
const formats = new Map<string, Intl.DateTimeFormat>();
function parts(instant: Date): Parts {
  let format = formats.get(zone.value);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone.value,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formats.set(zone.value, format);
  }
  const found: Record<string, string> = {};
  for (const part of format.formatToParts(instant)) found[part.type] = part.value;
  return found as unknown as Parts;
}

export function civilDate(instant: Date): string {
  const p = parts(instant);
  return `${p.year}-${p.month}-${p.day}`;
}
export function clockTime(instant: Date): string {
  const p = parts(instant);
  return `${p.hour}:${p.minute}`;
}
export function hourOfDay(instant: Date): number {
  return Number(parts(instant).hour);
}
export function full(at: string | null | undefined): string {
  if (!at) return '';
  const instant = new Date(at);
  return `${civilDate(instant)} ${clockTime(instant)}`;
}

const day_ms = 86_400_000;
function dayNumber(civil: string): number {
  return Math.floor(Date.parse(`${civil}T00:00:00Z`) / day_ms);
}

// "today 07:55", "yesterday 19:12", "9-17 18:04", "2025-12-30 18:04".
export function short(at: string | null | undefined): string {
  if (!at) return '';
  const instant = new Date(at);
  const civil = civilDate(instant);
  const today = civilDate(now());
  const distance = dayNumber(civil) - dayNumber(today);
  const time = clockTime(instant);
  if (distance === 0) return t('web.time.today', { time });
  if (distance === -1) return t('web.time.yesterday', { time });
  if (distance === 1) return t('web.time.tomorrow', { time });
  return `${compactDate(civil, today)} ${time}`;
}
export function compactDate(civil: string, today = civilDate(now())): string {
  const [year = '', month = '', day = ''] = civil.split('-');
  const own = `${Number(month)}-${Number(day)}`;
  return year === today.slice(0, 4) ? own : `${year}-${own}`;
}

export function weekday(civil: string): string {
  const date = new Date(`${civil}T00:00:00Z`);
  return new Intl.DateTimeFormat(language.value === 'zh' ? 'zh-CN' : 'en-GB', { weekday: 'short', timeZone: 'UTC' }).format(date);
}

// How long, in at most two units: "2 days 3 hours", "47 minutes".
export function span(ms: number): string {
  const minutes = Math.max(0, Math.floor(Math.abs(ms) / 60_000));
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = minutes % 60;
  if (days > 0) return hours > 0 ? t('web.time.days_hours', { days, hours }) : t('web.time.days', { days });
  if (hours > 0) return rest > 0 ? t('web.time.hours_minutes', { hours, minutes: rest }) : t('web.time.hours', { hours });
  return t('web.time.minutes', { minutes: rest });
}

export type DueState = 'ok' | 'soon' | 'late' | 'hold' | 'none';
// How much is left, not only that it is late. Between two answers of the server the clock may pass the due time.
export function dueWords(state: string, dueAt: string | null | undefined): { state: DueState; words: string } {
  if (state === 'hold') return { state: 'hold', words: t('web.due.hold') };
  if (state === 'none' || !dueAt) return { state: 'none', words: t('web.due.none') };
  const left = Date.parse(dueAt) - now().getTime();
  if (left < 0) return { state: 'late', words: t('web.due.late', { span: span(left) }) };
  return { state: state === 'soon' ? 'soon' : 'ok', words: t('web.due.left', { span: span(left) }) };
}
