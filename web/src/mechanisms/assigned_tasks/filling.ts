// A form as it is filled: the house's fields, what is known already, and the answers that are sent. Fields are named by the server's
// paths ("answers/lifts"), so that its faults stand where they belong.
import type { FieldKind, FormField, Sent } from '../../shared/form/fields';
import { t } from '../../shared/texts/texts';
import type { AskedField, LineView } from './types';

const kinds: Record<AskedField['kind'], FieldKind> = {
  text: 'lines',
  number: 'number',
  date: 'date',
  choice: 'choice',
  yes_no: 'yes_no',
  photo: 'photos',
};
export const nameOf = (code: string) => `answers/${code}`;

export function fillFields(view: LineView): FormField[] {
  const fields: FormField[] = view.fields.map((field) => ({
    name: nameOf(field.code),
    label: field.unit ? `${field.label}（${field.unit}）` : field.label,
    kind: kinds[field.kind],
    must: field.required,
    hint: field.hint,
    choices: (field.choices ?? []).map((value) => ({ value, label: value })),
    ...(field.kind === 'number'
      ? {
          min: field.least === null || field.least === undefined ? undefined : Number(field.least),
          max: field.most === null || field.most === undefined ? undefined : Number(field.most),
          check: (value) => (typeof value === 'string' && value && !/^-?\d+$/.test(value.trim()) ? t('assigned_tasks.not_a_number') : ''),
        }
      : {}),
    ...(field.kind === 'photo' ? { max: 9 } : {}),
    ...(field.kind === 'text' ? { max: 2000 } : {}),
  }));
  return [
    ...fields,
    {
      name: 'spent_minutes',
      label: t('assigned_tasks.fill.spent'),
      kind: 'number',
      min: 0,
      max: 10000,
      hint: t('assigned_tasks.fill.spent_hint'),
    },
  ];
}

function shown(field: AskedField, value: string): unknown {
  if (field.kind === 'yes_no') return value === 'yes' ? true : value === 'no' ? false : null;
  if (field.kind === 'photo') return value ? value.split(',') : [];
  return value;
}

// What was answered before, else what is known.
export function startOf(view: LineView): Record<string, unknown> {
  const start: Record<string, unknown> = { spent_minutes: view.row.spent_minutes ?? '' };
  for (const field of view.fields) {
    const value = view.answers.find((one) => one.code === field.code)?.value || view.prefill.find((one) => one.code === field.code)?.value;
    if (value) start[nameOf(field.code)] = shown(field, value);
  }
  return start;
}

function plain(field: AskedField, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (field.kind === 'yes_no') return value === true ? 'yes' : 'no';
  if (field.kind === 'photo') return (value as string[]).join(',');
  return String(value).trim();
}

export function commandOf(view: LineView, values: Sent): Sent {
  const answers = view.fields.map((field) => {
    const value = plain(field, values[nameOf(field.code)]);
    return {
      code: field.code,
      value,
      confirmed: value !== '' && view.prefill.some((one) => one.code === field.code && one.value === value),
    };
  });
  const sent: Sent = {
    answers: answers.filter((one) => one.value !== ''),
    if_version: Number(view.row.version),
    client_ref: values.client_ref,
  };
  if (values.spent_minutes !== undefined) sent.spent_minutes = values.spent_minutes;
  return sent;
}
