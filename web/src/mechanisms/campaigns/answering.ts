// A site's check list as a form; names are the server's paths ("answers/lane/photos"), so that its faults stand where they belong.
import type { FormField, FormValues, Sent } from '../../shared/form/fields';
import { t } from '../../shared/texts/texts';
import type { Question, SiteView } from './types';

export const nameOf = (code: string) => `answers/${code}`;
const photos_max = 9;
const words_max = 500;

function plain(question: Question, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (question.kind === 'yes_no') return value === true ? 'yes' : value === false ? 'no' : '';
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
// Is this answer a finding? The same rule as the server's.
export function finds(question: Question, value: string): boolean {
  const rule = question.finding ?? '';
  if (!rule || !value) return false;
  if (question.kind !== 'number') return value === rule;
  const [n, limit] = [Number(value), Number(rule.slice(1))];
  return rule.startsWith('>') ? n > limit : n < limit;
}

export function answerFields(questions: Question[], photosNeeded: boolean): FormField[] {
  return questions.flatMap((question): FormField[] => {
    const name = nameOf(question.code);
    const found = (values: FormValues) => finds(question, plain(question, values[name]));
    const label = question.unit ? `${question.label}（${question.unit}）` : question.label;
    const main: FormField =
      question.kind === 'photo'
        ? { name: `${name}/photos`, label, kind: 'photos', max: photos_max, must: question.required }
        : {
            name,
            label,
            must: question.required,
            kind: ({ yes_no: 'yes_no', choice: 'choice', number: 'line', text: 'lines' } as const)[question.kind],
            choices: (question.choices ?? []).map((value) => ({ value, label: value })),
            max: question.kind === 'text' ? 1000 : undefined,
            check: (value) =>
              question.kind === 'number' && typeof value === 'string' && value.trim() && !/^-?\d+$/.test(value.trim())
                ? t('campaigns.not_a_number')
                : '',
          };
    if (!question.finding) return [main];
    return [
      main,
      {
        name: `${name}/photos`,
        label: t('campaigns.line.photo_before', { words: question.words ?? '' }),
        kind: 'photos',
        max: photos_max,
        must: photosNeeded,
        when: found,
      },
      { name: `${name}/words`, label: t('campaigns.line.words'), kind: 'lines', max: words_max, when: found },
    ];
  });
}

export function startOf(questions: Question[], site: SiteView): Record<string, unknown> {
  const start: Record<string, unknown> = {};
  for (const question of questions) {
    const value = site.answers.find((one) => one.code === question.code)?.value;
    if (value) start[nameOf(question.code)] = question.kind === 'yes_no' ? value === 'yes' : value;
  }
  return start;
}

export function commandOf(questions: Question[], values: Sent): Sent {
  const answers = questions.map((question) => ({
    code: question.code,
    value: question.kind === 'photo' ? '' : plain(question, values[nameOf(question.code)]),
    words: (values[`${nameOf(question.code)}/words`] as string | undefined) ?? '',
    photos: (values[`${nameOf(question.code)}/photos`] as string[] | undefined) ?? [],
  }));
  return { answers: answers.filter((one) => one.value !== '' || one.photos.length > 0), client_ref: values.client_ref };
}
