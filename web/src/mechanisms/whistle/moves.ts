// The moves of a whistle and of its lines as forms; what the one form does not know (scores, a position) is put together here.
import type { FieldView } from '../../shared/api/types';
import type { Choice, FormField, Sent } from '../../shared/form/fields';
import { named, t, tAny } from '../../shared/texts/texts';
import type { Move, Option } from './types';

type Asked = FieldView & { options?: Option[] };
const text_max = 2000;
const best = 5;
const score = 'score_';
const mark = 'mark_';

export const asksPosition = (move: Move) => move.fields.some((field) => field.kind === 'position');
export const asksWhistle = (move: Move) => move.fields.some((field) => field.kind === 'whistle' && !optionsOf(field).length);
const optionsOf = (field: Asked): Choice[] => (field.options ?? []).map((one) => ({ value: one.code, label: named(one) }));
const wordsOf = (field: Asked): Choice[] =>
  field.choices.map((value) => ({ value, label: tAny([`whistle.${field.name}.${value}`, 'whistle.history.other'], { choice: value }) }));

export function formOf(move: Move, more: { items?: Choice[]; whistles?: Choice[] } = {}): FormField[] {
  return move.fields.flatMap((field: Asked): FormField[] => {
    const common = { name: field.name, label: named(field, 'label'), must: field.required };
    const own = optionsOf(field);
    switch (field.kind) {
      case 'text':
      case 'reason':
        return [{ ...common, kind: 'lines', max: text_max }];
      case 'position':
        return [];
      case 'scores':
        return own.map((one) => ({
          name: `${score}${one.value}`,
          label: one.label,
          must: field.required,
          kind: 'choice',
          choices: Array.from({ length: best }, (_, i) => ({
            value: String(best - i),
            label: t('whistle.score.words', { n: best - i, words: t(`whistle.score.of_${best - i}`) }),
          })),
        }));
      case 'marks':
        return own.map((one) => ({
          name: `${mark}${one.value}`,
          label: t('whistle.mark.instead', { what: one.label }),
          max: 100,
          min: -100,
          kind: 'number',
        }));
      case 'number':
        return [{ ...common, kind: 'number', min: 1, max: 365 }];
      case 'item':
        return [{ ...common, kind: 'choice', choices: own.length ? own : (more.items ?? []) }];
      case 'whistle':
        return [{ ...common, kind: 'choice', choices: own.length ? own : (more.whistles ?? []) }];
      case 'choice':
        return [{ ...common, kind: 'choice', choices: own.length ? own : wordsOf(field) }];
      case 'unit_post':
      case 'photos':
      case 'date':
      case 'area':
        return [{ ...common, kind: field.kind }];
      case 'yes_no':
        return [{ ...common, kind: field.required ? 'yes_no' : 'mark' }];
      default:
        return [{ ...common, kind: 'line' }];
    }
  });
}

// score_speed: "4" becomes one of scores, mark_solved: "40" one of marks.
export function commandOf(values: Sent): Sent {
  const sent: Sent = {};
  const scores: { code: string; score: number }[] = [];
  const marks: { code: string; points: number }[] = [];
  for (const [name, value] of Object.entries(values))
    if (name.startsWith(score)) scores.push({ code: name.slice(score.length), score: Number(value) });
    else if (!name.startsWith(mark)) sent[name] = value;
    else if (value !== '' && value !== null && value !== undefined) marks.push({ code: name.slice(mark.length), points: Number(value) });
  return { ...sent, ...(scores.length ? { scores } : {}), ...(marks.length ? { marks } : {}) };
}
