// Names of fields and of fixed words in rules, in the reader's language; what has no name is shown as it stands in the file.
import { has, t } from '../../shared/texts/texts';
import type { Scalar } from './shape';

export function fieldName(name: string): string {
  const key = `rulebook.field.${name}`;
  return has(key) ? t(key) : name;
}

// "matter.confirm" is named by its room: matters.action.confirm, or audit's journal.read.
function actionName(value: string): string {
  const [subject = '', verb = ''] = value.split('.');
  const key = [`${subject}.action.${verb}`, `${subject}s.action.${verb}`].find(has);
  return key ? t(key) : '';
}

// Names that the program knows things by.
const verbatim = new Set(['id', 'code', 'name', 'event']);
const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);

export function words(value: unknown, field = ''): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return t(value ? 'rulebook.word.yes' : 'rulebook.word.no');
  if (Array.isArray(value)) return value.map((one) => words(one, field)).join(value.every(isScalar) ? '、' : '\n');
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, inner]) => `${fieldName(name)}：${words(inner, name)}`)
      .join(' · ');
  const text = String(value);
  if (typeof value !== 'string') return text;
  const word = text === '*' ? 'any' : text;
  const key = [`rulebook.word.${field}_${word}`, `rulebook.word.${word}`].find(has);
  if (!verbatim.has(field) && /^[a-z_]+$/.test(word) && key) return t(key);
  if (field === 'actions' || field === 'action') return actionName(text) || text;
  return text;
}
