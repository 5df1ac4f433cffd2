// The editor's form as data, and the campaign that it becomes.
import type { FormField, FormValues, Sent } from '../../shared/form/fields';
import { t } from '../../shared/texts/texts';
import type { CampaignView, Question, Template } from './types';

const kinds = ['yes_no', 'choice', 'number', 'photo', 'text'] as const;
const places = ['estate', 'lane', 'business_area'] as const;
const between = /[、,，/；;]+/;
const words = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
const parts = (value: unknown) =>
  words(value)
    .split(between)
    .map((one) => one.trim())
    .filter(Boolean);

function questionFields(): FormField[] {
  const judged = (row: FormValues) => ['yes_no', 'choice', 'number'].includes(words(row.kind));
  return [
    { name: 'label', label: t('campaigns.edit.label'), must: true, max: 80 },
    {
      name: 'kind',
      label: t('campaigns.edit.kind'),
      kind: 'choice',
      must: true,
      choices: kinds.map((kind) => ({ value: kind, label: t(`campaigns.kind.${kind}`) })),
    },
    {
      name: 'choices',
      label: t('campaigns.edit.choices'),
      must: true,
      max: 400,
      when: (row) => row.kind === 'choice',
      check: (value) => (parts(value).length < 2 ? t('campaigns.needs_choices') : ''),
    },
    { name: 'unit', label: t('campaigns.edit.unit'), max: 10, when: (row) => row.kind === 'number' },
    { name: 'finding', label: t('campaigns.edit.finding'), max: 40, hint: t('campaigns.edit.finding_hint'), when: judged },
    {
      name: 'words',
      label: t('campaigns.edit.finding_words'),
      max: 80,
      must: true,
      when: (row) => judged(row) && Boolean(words(row.finding)),
    },
    { name: 'serious', label: t('campaigns.finding.serious'), kind: 'mark', when: (row) => judged(row) && Boolean(words(row.finding)) },
    { name: 'required', label: t('campaigns.edit.required'), kind: 'mark' },
  ];
}

export function editorFields(): FormField[] {
  return [
    { name: 'title', label: t('campaigns.edit.name'), must: true, min: 2, max: 100 },
    { name: 'purpose', label: t('campaigns.edit.purpose'), kind: 'lines', max: 500 },
    { name: 'basis', label: t('campaigns.edit.basis'), kind: 'lines', max: 500 },
    { name: 'due_on', label: t('campaigns.list.due'), kind: 'date' },
    {
      name: 'level',
      label: t('campaigns.edit.level'),
      kind: 'choice',
      must: true,
      choices: ['grid', 'community'].map((level) => ({ value: level, label: t(`campaigns.level.${level}`) })),
    },
    {
      name: 'where',
      label: t('campaigns.edit.areas'),
      kind: 'rows',
      min: 0,
      max: 50,
      add: t('campaigns.edit.add_area'),
      hint: t('campaigns.edit.areas_hint'),
      rows: [{ name: 'area', label: t('campaigns.line.area'), kind: 'area', must: true }],
    },
    {
      name: 'place_kinds',
      label: t('campaigns.edit.place_kinds'),
      kind: 'choices',
      choices: places.map((kind) => ({ value: kind, label: t(`campaigns.place.${kind}`) })),
      hint: t('campaigns.edit.place_kinds_hint'),
    },
    {
      name: 'free_sites',
      label: t('campaigns.edit.free_sites'),
      kind: 'rows',
      min: 0,
      max: 100,
      add: t('campaigns.line.add_site'),
      rows: [
        { name: 'area_id', label: t('campaigns.line.area'), kind: 'area', must: true },
        { name: 'name', label: t('campaigns.line.site_name'), must: true, max: 80 },
        { name: 'address', label: t('campaigns.line.address'), max: 120 },
      ],
    },
    { name: 'photos_needed', label: t('campaigns.edit.photos_needed'), kind: 'mark' },
    {
      name: 'questions',
      label: t('campaigns.edit.questions'),
      kind: 'rows',
      min: 1,
      max: 40,
      add: t('campaigns.edit.add_question'),
      rows: questionFields(),
    },
  ];
}

const shownQuestion = (one: Question) => ({
  label: one.label,
  kind: one.kind,
  choices: (one.choices ?? []).join('、'),
  unit: one.unit ?? '',
  finding: one.finding === 'yes' ? t('web.form.yes') : one.finding === 'no' ? t('web.form.no') : (one.finding ?? ''),
  words: one.words ?? '',
  serious: one.serious ?? false,
  required: one.required ?? false,
});

export function startOf(view: CampaignView | undefined, template: Template | undefined): Record<string, unknown> {
  if (view)
    return {
      title: view.row.title,
      purpose: view.purpose,
      basis: view.basis,
      due_on: view.row.due_on ?? '',
      level: view.level,
      where: view.areas.map((area) => ({ area: area.id })),
      place_kinds: view.place_kinds,
      free_sites: view.free_sites.map((site) => ({ area_id: site.area_id, name: site.name, address: site.address ?? '' })),
      photos_needed: view.photos_needed,
      questions: view.questions.map(shownQuestion),
    };
  if (!template) return { level: 'grid', photos_needed: true, free_sites: [], where: [] };
  return {
    title: template.zh,
    purpose: template.purpose,
    basis: template.basis,
    level: template.level,
    place_kinds: template.place_kinds,
    photos_needed: template.photos_needed,
    free_sites: [],
    where: [],
    questions: template.questions.map(shownQuestion),
  };
}

// People write 是 and 否; the rule is "yes" and "no".
function findingOf(kind: unknown, text: string): string {
  if (kind !== 'yes_no') return text.replace('＞', '>').replace('＜', '<').replace(/\s/g, '');
  if ([t('web.form.yes'), '是', 'yes'].includes(text)) return 'yes';
  return [t('web.form.no'), '否', 'no'].includes(text) ? 'no' : text;
}

export function commandOf(values: Sent): Sent {
  const { where, questions, ...rest } = values;
  return {
    ...rest,
    areas: ((where as Sent[] | undefined) ?? []).map((row) => row.area),
    questions: ((questions as Sent[] | undefined) ?? []).map((row, i) => ({
      code: `q${i + 1}`,
      label: words(row.label),
      kind: row.kind,
      required: row.required === true,
      choices: row.kind === 'choice' ? parts(row.choices) : [],
      unit: words(row.unit),
      finding: findingOf(row.kind, words(row.finding)),
      serious: row.serious === true,
      words: words(row.words),
    })),
  };
}
