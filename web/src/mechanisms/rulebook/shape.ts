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

const columns_max = 8;
const plain = (value: unknown) => isScalar(value) || value === null || (Array.isArray(value) && value.every(isScalar));

// A table reads well while it is narrow and flat; the rest is laid out one record below the other.
export function isTable(part: TablePart): boolean {
  return part.columns.length <= columns_max && part.rows.every((row) => Object.values(row).every(plain));
}

// What a record is called: its Chinese or English name, else its id or code.
export function titleOf(row: Record<string, unknown>, language: 'zh' | 'en'): string {
  const keys = language === 'zh' ? ['zh', 'name_zh', 'name', 'id', 'code'] : ['en', 'name_en', 'name', 'id', 'code'];
  const key = keys.find((name) => typeof row[name] === 'string' && row[name]);
  return key ? String(row[key]) : '';
}
