// The body of a rule as parts that a screen can lay out: plain values on top, then tables (lists of records), then nested groups.
export type Scalar = string | number | boolean;
export interface TablePart {
  name: string;
  columns: string[];
  rows: Record<string, unknown>[];
}
export interface Shape {
  values: [string, Scalar | Scalar[]][];
  tables: TablePart[];
  groups: [string, Record<string, unknown>][];
}

// What the page says elsewhere.
const elsewhere = new Set(['code', 'kind', 'version', 'effective_from', 'source']);
const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

export function shapeOf(data: unknown, top = true): Shape {
  const shape: Shape = { values: [], tables: [], groups: [] };
  if (!isRecord(data)) return shape;
  for (const [name, value] of Object.entries(data)) {
    if (top && elsewhere.has(name)) continue;
    if (isScalar(value)) shape.values.push([name, value]);
    else if (Array.isArray(value) && value.every(isScalar)) shape.values.push([name, value as Scalar[]]);
    else if (Array.isArray(value) && value.every(isRecord)) shape.tables.push({ name, columns: columnsOf(value), rows: value });
    else if (isRecord(value)) shape.groups.push([name, value]);
  }
  return shape;
}

function columnsOf(rows: Record<string, unknown>[]): string[] {
  const columns: string[] = [];
  for (const row of rows) for (const name of Object.keys(row)) if (!columns.includes(name)) columns.push(name);
  return columns;
}

export function words(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? '✓' : '✗';
  if (Array.isArray(value)) return value.map(words).join(value.every(isScalar) ? '、' : '\n');
  if (isRecord(value))
    return Object.entries(value)
      .map(([name, inner]) => `${name}: ${words(inner)}`)
      .join(' · ');
  return String(value);
}
