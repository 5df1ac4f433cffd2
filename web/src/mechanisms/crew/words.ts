// Words and colours of joint tasks and their lines.
import type { components } from '../../shared/api/schema';
import { t } from '../../shared/texts/texts';

type Task = components['schemas']['CrewTaskRow'];
type Line = components['schemas']['CrewLineView'];

export const taskState = (task: Task) =>
  task.closed_at
    ? { state: 'ok', words: t('crew.task.closed') }
    : { state: task.late ? 'late' : 'soon', words: t('crew.list.progress', { settled: task.settled, all: task.lines }) };
export const lineState = (line: Line) => ({
  state: line.state === 'told' ? (line.late ? 'late' : 'soon') : line.state === 'arrived' ? 'soon' : line.state === 'done' ? 'ok' : 'hold',
  words: line.state === 'told' && line.late ? t('crew.line.late') : t(`crew.line.${line.state}`),
});
export const dayWords = (digits: string) =>
  digits === '1234567'
    ? t('crew.day.every')
    : t('crew.day.some', { days: [...digits].map((one) => t(`crew.day.${one}` as 'crew.day.1')).join(t('crew.list.and')) });
// Gaps of one seat: weekdays with the same hours stand together.
export function gapWords(gaps: components['schemas']['CrewGapView'][]): string[] {
  const days = new Map<string, string>();
  for (const gap of gaps) {
    const hours = `${gap.from}–${gap.to}`;
    days.set(hours, (days.get(hours) ?? '') + gap.weekday);
  }
  return [...days].map(([hours, digits]) => `${dayWords(digits)} ${hours}`);
}
