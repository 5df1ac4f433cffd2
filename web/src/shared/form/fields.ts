// A form as data: what is asked, what still lacks, and the command that it becomes. Dialogs, cards and the moves of matters all use it.
import { t } from '../texts/texts';

export type FieldKind =
  | 'line'
  | 'lines'
  | 'number'
  | 'date'
  | 'month'
  | 'time'
  | 'password'
  | 'choice' // one of `choices`
  | 'choices' // several of them
  | 'mark' // a tick: true or left out
  | 'yes_no' // an answer that must be given: true or false
  | 'area'
  | 'category'
  | 'person'
  | 'unit'
  | 'unit_post' // unit_id and post_kind
  | 'photos'
  | 'matter' // found by number or words
  | 'rows'; // several of the same: `rows` are the fields of one

export type FormValue = string | boolean | null | string[] | FormValues[];
export interface FormValues {
  [name: string]: FormValue;
}
export interface Choice {
  value: string;
  label: string;
}
export interface FormField {
  name: string;
  label: string;
  kind?: FieldKind; // line
  must?: boolean;
  max?: number; // characters; of a number its most; of rows and photos how many
  min?: number; // characters; of a number its least; of rows how many at least
  hint?: string;
  choices?: Choice[];
  rows?: FormField[];
  add?: string; // rows: words of the button that adds one
  when?: (values: FormValues) => boolean; // asked only then
  check?: (value: FormValue, values: FormValues) => string; // a sentence when something is wrong
  autocomplete?: string;
}
// What is sent; numbers as numbers. Typed loosely on purpose: the server's command is described on its side.
export type Sent = Record<string, unknown>;

const empty_of: Partial<Record<FieldKind, () => FormValue>> = {
  choices: () => [],
  photos: () => [],
  mark: () => false,
  yes_no: () => null,
};
export function emptyRow(fields: FormField[]): FormValues {
  return emptyValues(fields);
}
export function emptyValues(fields: FormField[], start: Record<string, unknown> = {}): FormValues {
  const values: FormValues = {};
  for (const field of fields) {
    const kind = field.kind ?? 'line';
    const given = start[field.name];
    if (kind === 'rows')
      values[field.name] = (given as FormValues[] | undefined) ?? Array.from({ length: field.min ?? 1 }, () => emptyRow(field.rows ?? []));
    else values[field.name] = typeof given === 'number' ? String(given) : ((given as FormValue | undefined) ?? empty_of[kind]?.() ?? '');
    if (kind === 'unit_post') values.post_kind = (start.post_kind as string | undefined) ?? '';
  }
  return values;
}

const text = (value: FormValue | undefined) => (typeof value === 'string' ? value.trim() : '');
export function isEmpty(field: FormField, value: FormValue | undefined): boolean {
  if (field.kind === 'yes_no') return typeof value !== 'boolean';
  if (field.kind === 'mark') return value !== true;
  if (Array.isArray(value)) return value.length === 0;
  return !text(value);
}
export const asked = (fields: FormField[], values: FormValues) => fields.filter((field) => !field.when || field.when(values));

// A sentence for what is wrong with one field, or nothing.
export function lack(field: FormField, values: FormValues): string {
  const value = values[field.name];
  if (isEmpty(field, value)) return field.must ? t('web.form.too_short') : '';
  if (field.kind === 'number') {
    const n = Number(text(value));
    if (!Number.isFinite(n)) return t('web.form.number');
    if (field.min !== undefined && n < field.min) return t('web.form.least', { n: field.min });
    if (field.max !== undefined && n > field.max) return t('web.form.most', { n: field.max });
  } else if (field.kind === 'rows') {
    if ((value as FormValues[]).length < (field.min ?? 0)) return t('web.form.rows_least', { n: field.min ?? 0 });
  } else if (typeof value === 'string' && field.min && text(value).length < field.min) return t('web.form.min', { n: field.min });
  return field.check?.(value ?? '', values) ?? '';
}
export function lacking(fields: FormField[], values: FormValues): boolean {
  return asked(fields, values).some(
    (field) =>
      lack(field, values) || (field.kind === 'rows' && (values[field.name] as FormValues[]).some((row) => lacking(field.rows ?? [], row))),
  );
}

// Trimmed, what was left empty left out, numbers as numbers; a "no" is an answer, a tick that is not set is none.
export function toSend(fields: FormField[], values: FormValues): Sent {
  const sent: Sent = {};
  for (const field of asked(fields, values)) {
    const value = values[field.name];
    if (isEmpty(field, value)) continue;
    if (field.kind === 'number') sent[field.name] = Number(text(value));
    else if (field.kind === 'rows') sent[field.name] = (value as FormValues[]).map((row) => toSend(field.rows ?? [], row));
    else if (field.kind === 'unit_post') {
      sent[field.name] = value;
      if (text(values.post_kind)) sent.post_kind = values.post_kind;
    } else sent[field.name] = typeof value === 'string' && field.kind !== 'password' ? value.trim() : value;
  }
  return sent;
}
