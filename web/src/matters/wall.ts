// The community's list outside of the screen: as text and as a picture for a group chat, as a sheet on the wall.
import { named, t } from '../shared/texts/texts';
import { civilDate, full, now } from '../shared/time/time';
import type { PictureTable } from '../shared/list/picture';

export interface ListLine {
  matter_id: string;
  version: number | string;
  serial: string;
  title: string;
  place: string;
  category_zh: string;
  category_en: string;
  stage: string;
  stage_zh: string;
  stage_en: string;
  registered_at?: string | null;
  due_at?: string | null;
  due_state: string;
  who: string; // the unit that handles it
  state: string; // open, done
  closed_at?: string | null;
  struck_off_by: string; // the post that did it
  moves: string[];
}
const day = (at: string | null | undefined) => (at ? full(at).slice(5, 10) : '');
export const counts = (rows: ListLine[]) => {
  const done = rows.filter((row) => row.closed_at).length;
  return { done, open: rows.length - done };
};
// Struck off, or ended otherwise: merged into another one, taken back.
export const endWords = (row: ListLine, time: string) =>
  row.stage === 'struck_off' ? t('matters.wall.struck_at', { time }) : `${named(row, 'stage')} ${time}`;
export const lineState = (row: ListLine) =>
  row.closed_at ? endWords(row, day(row.closed_at)) : row.due_at ? t('matters.wall.until', { time: day(row.due_at) }) : named(row, 'stage');

// Short lines that read well on a telephone: no names of persons, they go to a group chat.
export function chatText(title: string, rows: ListLine[]): string {
  const lines = rows.map((row) => {
    const where = row.place ? `（${row.place}）` : '';
    return `${row.closed_at ? '✓' : '○'} ${row.serial} ${row.title}${where} · ${row.who || named(row, 'stage')} · ${lineState(row)}`;
  });
  return [`${title} ${civilDate(now())}`, t('matters.wall.sum', counts(rows)), ...lines].join('\n');
}
export function pictureOf(title: string, rows: ListLine[]): PictureTable {
  return {
    title,
    note: `${civilDate(now())}  ${t('matters.wall.sum', counts(rows))}`,
    head: [t('matters.wall.serial'), t('matters.list.matter'), t('matters.wall.who'), t('matters.wall.result')],
    shares: [1.2, 3.2, 1.6, 1.3],
    rows: rows.map((row) => ({
      cells: [row.serial, [row.title, row.place].filter(Boolean).join('\n'), row.who, lineState(row)],
      struck: Boolean(row.closed_at),
    })),
  };
}
