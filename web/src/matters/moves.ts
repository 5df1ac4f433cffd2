// A move's form: what it starts with, what is still missing, and the command that it becomes.
import type { FieldView, MoveView } from '../shared/api/types';

export interface MoveForm {
  values: Record<string, string>;
  marks: Record<string, boolean | null>;
  unit_id: string;
  post_kind: string;
  photos: string[];
}
export const emptyForm = (): MoveForm => ({ values: {}, marks: {}, unit_id: '', post_kind: '', photos: [] });

export function isMissing(field: FieldView, form: MoveForm): boolean {
  if (!field.required) return false;
  switch (field.kind) {
    case 'photos':
      return form.photos.length === 0;
    case 'unit_post':
      return !form.unit_id;
    case 'yes_no':
      return typeof form.marks[field.name] !== 'boolean';
    default:
      return !(form.values[field.name] ?? '').trim();
  }
}
export function missing(move: MoveView, form: MoveForm): FieldView[] {
  return move.fields.filter((field) => isMissing(field, form));
}

export function command(move: MoveView, form: MoveForm, version: number | string, ref: string): Record<string, unknown> {
  const body: Record<string, unknown> = { client_ref: ref, if_version: Number(version) };
  for (const field of move.fields) {
    if (field.kind === 'photos') {
      if (form.photos.length) body[field.name] = form.photos;
    } else if (field.kind === 'unit_post') {
      if (form.unit_id) Object.assign(body, { unit_id: form.unit_id, post_kind: form.post_kind });
    } else if (field.kind === 'yes_no') {
      if (typeof form.marks[field.name] === 'boolean') body[field.name] = form.marks[field.name];
    } else if ((form.values[field.name] ?? '').trim()) body[field.name] = form.values[field.name]!.trim();
  }
  return body;
}
