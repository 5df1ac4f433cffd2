// A table as a picture for a group chat: black on white, large enough for a telephone, drawn here and sent nowhere.
import { save } from './sheet';

export interface PictureTable {
  title: string;
  note?: string; // below the title: period, unit, when it was made
  head: string[];
  shares: number[]; // widths of the columns, any unit
  rows: { cells: string[]; struck?: boolean }[];
}
const width = 1080;
const margin = 36;
const size = 26;
const line_height = 38;
const pad = 12;
const height_max = 16_000; // more than that no canvas of a telephone draws

function wrap(pen: CanvasRenderingContext2D, text: string, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const letter of text) {
    if (letter === '\n' || (line && pen.measureText(line + letter).width > room)) {
      lines.push(line);
      line = letter === '\n' ? '' : letter;
    } else line += letter;
  }
  return [...lines, line];
}

export function draw(table: PictureTable): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d')!;
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const font = style.getPropertyValue('--font').trim() || 'sans-serif';
  const total = table.shares.reduce((sum, share) => sum + share, 0);
  const widths = table.shares.map((share) => ((width - 2 * margin) * share) / total);
  const face = (bold: boolean, px = size) => `${bold ? '600 ' : ''}${px}px ${font}`;
  pen.font = face(false);
  const wrapped = [{ cells: table.head, struck: false }, ...table.rows].map((row) => ({
    lines: row.cells.map((text, i) => wrap(pen, text, widths[i]! - 2 * pad)),
    struck: row.struck ?? false,
  }));
  const heights = wrapped.map((row) => Math.max(...row.lines.map((lines) => lines.length)) * line_height + 2 * pad);
  const top = margin + 52 + (table.note ? 40 : 0);
  canvas.width = width;
  canvas.height = Math.min(height_max, top + heights.reduce((sum, height) => sum + height, 0) + margin);
  pen.fillStyle = colour('--paper');
  pen.fillRect(0, 0, width, canvas.height);
  pen.textBaseline = 'top';
  pen.fillStyle = colour('--ink');
  pen.font = face(true, 36);
  pen.fillText(table.title, margin, margin);
  pen.font = face(false, 24);
  pen.fillStyle = colour('--ink-2');
  if (table.note) pen.fillText(table.note, margin, margin + 50);
  let y = top;
  wrapped.forEach((row, at) => {
    const height = heights[at]!;
    if (at === 0) {
      pen.fillStyle = colour('--ground');
      pen.fillRect(margin, y, width - 2 * margin, height);
    }
    pen.font = face(at === 0);
    let x = margin;
    row.lines.forEach((lines, i) => {
      lines.forEach((words, n) => {
        const [left, above] = [x + pad, y + pad + n * line_height];
        pen.fillStyle = colour(row.struck ? '--ink-3' : '--ink');
        pen.fillText(words, left, above + 5);
        if (row.struck && words) pen.fillRect(left, above + line_height / 2, pen.measureText(words).width, 2);
      });
      x += widths[i]!;
    });
    y += height;
    pen.fillStyle = colour('--line-strong');
    pen.fillRect(margin, y - 1, width - 2 * margin, 1);
  });
  return canvas;
}

export async function savePicture(table: PictureTable, name: string): Promise<void> {
  const canvas = draw(table);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob) save(blob, `${name}.png`, 'image/png');
}
