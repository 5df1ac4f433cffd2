// The moves of a matter: which of them is the main one, and how the server's form becomes ours.
import type { FieldView, MoveView } from '../shared/api/types';
import type { FormField, FormValues } from '../shared/form/fields';
import { named, t, tAny } from '../shared/texts/texts';

// Moves that bring a matter on; all others (remind, hold, ask for more time …) never stand as the red button.
const bringing_on = [
  'confirm',
  'register',
  'dispatch',
  'sign',
  'feedback',
  'inspect',
  'strike_off',
  'resume',
  'continue',
  'answer',
  'decide_extension',
];
export const mainOf = (moves: string[]): string | undefined => bringing_on.find((id) => moves.includes(id));
// For a row: the main act, then what is most often done instead of it.
const beside = ['send_back', 'reject', 'return', 'request_extension', 'hold', 'reopen', 'undo_merge', 'undo_split', 'urge'];
export function rowMoves(moves: string[], most: number): { id: string; main: boolean }[] {
  const main = mainOf(moves);
  const others = beside.filter((id) => moves.includes(id) && id !== main);
  return [...(main ? [{ id: main, main: true }] : []), ...others.map((id) => ({ id, main: false }))].slice(0, most);
}

type Options = { options?: { code: string; name_zh: string; name_en: string }[] };
function choicesOf(field: FieldView & Options) {
  const own = (field.options ?? []).map((one) => ({ value: one.code, label: named(one) }));
  return own.length
    ? own
    : field.choices.map((value) => ({
        value,
        label: tAny([`matters.choice.${field.name}_${value}`, 'matters.choice.other'], { choice: value }),
      }));
}
// What is asked only after another answer, as the machine's texts say it.
const conditions: Record<string, Record<string, (values: FormValues) => boolean>> = {
  inspect: { reason: (values) => values.passed === false, strike_off: (values) => values.passed === true },
  decide_extension: { amount: (values) => values.granted === true },
};
const must_then: Record<string, string[]> = { inspect: ['reason'] };
const text_max = 2000;

export function formOf(move: MoveView): FormField[] {
  return move.fields.map((field): FormField => {
    const common = {
      name: field.name,
      label: named(field, 'label'),
      must: field.required || (must_then[move.id]?.includes(field.name) ?? false),
      when: conditions[move.id]?.[field.name],
    };
    switch (field.kind) {
      case 'text':
      case 'reason':
        return { ...common, kind: 'lines', max: text_max };
      case 'yes_no':
        return { ...common, kind: field.required ? 'yes_no' : 'mark' };
      case 'number':
        return { ...common, kind: 'number', min: 1, max: 999 };
      case 'choice':
      case 'cause':
      case 'target':
        return { ...common, kind: 'choice', choices: choicesOf(field) };
      case 'parts':
        return { ...common, kind: 'rows', min: 1, max: 10, rows: partFields(), add: t('matters.split.add') };
      case 'unit_post':
      case 'photos':
      case 'date':
      case 'category':
      case 'area':
      case 'matter':
        return { ...common, kind: field.kind };
      default:
        return { ...common, kind: 'line' };
    }
  });
}
function partFields(): FormField[] {
  return [
    { name: 'title', label: t('matters.split.title'), must: true, max: 60 },
    { name: 'description', label: t('matters.split.words'), kind: 'lines', max: text_max },
    { name: 'category', label: t('matters.entry.category'), kind: 'category' },
    { name: 'area_id', label: t('matters.entry.area'), kind: 'area' },
  ];
}
