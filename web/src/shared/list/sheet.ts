// A list as a file, as text for a group chat, and as a picture.
import { sheetColumns, sheetValue, type Column } from './columns';

// What begins like a formula is written as text; a spreadsheet program runs nothing that a resident typed.
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
export function csv<R>(columns: Column<R>[], rows: R[]): string {
  const shown = sheetColumns(columns);
  const lines = [shown.map((column) => cell(column.label)), ...rows.map((row) => shown.map((column) => cell(sheetValue(column, row))))];
  return `\ufeff${lines.map((line) => line.join(',')).join('\r\n')}\r\n`;
}

// "1. Title · place：… · due：…": the first column is what the row is, the others say their names.
export function plainText<R>(title: string, columns: Column<R>[], rows: R[]): string {
  const [first, ...others] = sheetColumns(columns);
  if (!first) return title;
  const line = (row: R) =>
    [
      String(sheetValue(first, row)),
      ...others
        .map((column) => [column.label, String(sheetValue(column, row))] as const)
        .flatMap(([label, value]) => (value ? [`${label}：${value}`] : [])),
    ].join(' · ');
  return [title, ...rows.map((row, i) => `${i + 1}. ${line(row)}`)].join('\n');
}

export function save(content: BlobPart, name: string, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

// The clipboard, or the old way where a WebView has none.
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'visually-hidden';
    document.body.append(area);
    area.select();
    let done = false;
    try {
      done = document.execCommand('copy');
    } catch {
      done = false;
    }
    area.remove();
    return done;
  }
}
