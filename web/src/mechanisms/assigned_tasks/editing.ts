// The editor's form as data, and the task that it becomes.
import type { FormField, FormValues, Sent } from '../../shared/form/fields';
import { t } from '../../shared/texts/texts';
import type { AskedField, Dictionary, TaskView } from './types';
import { spoken } from './words';

const minutes_an_hour = 60;
const kinds = ['number', 'text', 'date', 'choice', 'yes_no', 'photo'] as const;
const between = /[、,，/；;]+/;
const words = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
const has_fact = (row: FormValues) => Boolean(words(row.fact));

function rowFields(dictionary: Dictionary): FormField[] {
  const facts = dictionary.facts.map((fact) => ({ value: fact.code, label: `${spoken(fact)}${fact.unit ? `（${fact.unit}）` : ''}` }));
  return [
    { name: 'fact', label: t('assigned_tasks.edit.fact'), kind: 'choice', choices: facts, hint: t('assigned_tasks.edit.fact_hint') },
    { name: 'label', label: t('assigned_tasks.edit.label'), max: 60, must: true, when: (row) => !has_fact(row) },
    {
      name: 'kind',
      label: t('assigned_tasks.edit.kind'),
      kind: 'choice',
      must: true,
      when: (row) => !has_fact(row),
      choices: kinds.map((kind) => ({ value: kind, label: t(`assigned_tasks.field_kind.${kind}`) })),
    },
    {
      name: 'choices',
      label: t('assigned_tasks.edit.choices'),
      max: 400,
      must: true,
      when: (row) => !has_fact(row) && row.kind === 'choice',
      check: (value) => (words(value).split(between).filter(Boolean).length < 2 ? t('assigned_tasks.needs_choices') : ''),
    },
    { name: 'unit', label: t('assigned_tasks.edit.unit'), max: 10, when: (row) => !has_fact(row) && row.kind === 'number' },
    { name: 'most', label: t('assigned_tasks.edit.most'), kind: 'number', when: (row) => !has_fact(row) && row.kind === 'number' },
    { name: 'hint', label: t('assigned_tasks.edit.hint'), max: 200 },
    { name: 'required', label: t('assigned_tasks.form.required'), kind: 'mark' },
  ];
}

export function editorFields(dictionary: Dictionary): FormField[] {
  return [
    { name: 'title', label: t('assigned_tasks.edit.name'), must: true, min: 2, max: 100 },
    { name: 'purpose', label: t('assigned_tasks.edit.purpose'), kind: 'lines', max: 500, hint: t('assigned_tasks.edit.purpose_hint') },
    { name: 'basis', label: t('assigned_tasks.edit.basis'), kind: 'lines', max: 500, hint: t('assigned_tasks.edit.basis_hint') },
    {
      name: 'due_on',
      label: t('assigned_tasks.line.due'),
      kind: 'date',
      hint: t('assigned_tasks.edit.due_hint', { n: dictionary.notice_working_days, urgent: dictionary.urgent_notice_working_days }),
    },
    {
      name: 'hours',
      label: t('assigned_tasks.edit.hours'),
      hint: t('assigned_tasks.edit.hours_hint', { n: Number(dictionary.minutes_per_month) / minutes_an_hour }),
      check: (value) => {
        const n = Number(words(value) || '1');
        return n > 0 && n * minutes_an_hour <= Number(dictionary.minutes_per_filling_max)
          ? ''
          : t('assigned_tasks.edit.hours_wrong', { most: Number(dictionary.minutes_per_filling_max) / minutes_an_hour });
      },
    },
    { name: 'urgent', label: t('assigned_tasks.edit.urgent'), kind: 'mark' },
    {
      name: 'urgent_reason',
      label: t('assigned_tasks.edit.urgent_reason'),
      kind: 'lines',
      max: 500,
      must: true,
      when: (values) => values.urgent === true,
    },
    {
      name: 'unit_kinds',
      label: t('assigned_tasks.edit.who'),
      kind: 'choices',
      choices: dictionary.fillers.map((one) => ({
        value: one.unit_kind,
        label: t('assigned_tasks.edit.filler', { name_zh: one.zh, name_en: one.en, n: one.units }),
      })),
    },
    {
      name: 'places',
      label: t('assigned_tasks.edit.where'),
      kind: 'rows',
      min: 0,
      max: 20,
      add: t('assigned_tasks.edit.add_area'),
      hint: t('assigned_tasks.edit.where_hint'),
      rows: [{ name: 'area', label: t('assigned_tasks.line.area'), kind: 'area', must: true }],
    },
    {
      name: 'fields',
      label: t('assigned_tasks.edit.fields'),
      kind: 'rows',
      min: 1,
      max: Number(dictionary.fields_max),
      add: t('assigned_tasks.edit.add_field'),
      hint: t('assigned_tasks.edit.fields_hint'),
      rows: rowFields(dictionary),
    },
  ];
}

export function startOf(view: TaskView | undefined): Record<string, unknown> {
  if (!view) return { unit_kinds: ['residents_committee', 'village_committee'] };
  return {
    title: view.row.title,
    purpose: view.purpose,
    basis: view.basis,
    due_on: view.row.due_on ?? '',
    hours: Number(view.row.minutes) ? String(Number(view.row.minutes) / minutes_an_hour) : '',
    urgent: view.row.urgent,
    urgent_reason: view.urgent_reason,
    unit_kinds: view.unit_kinds,
    places: view.areas.map((area) => ({ area: area.id })),
    fields: view.fields.map((field) => ({
      fact: field.fact ?? '',
      label: field.label,
      kind: field.kind,
      choices: (field.choices ?? []).join('、'),
      unit: field.unit ?? '',
      most: field.most === null || field.most === undefined ? '' : String(field.most),
      hint: field.hint ?? '',
      required: field.required ?? false,
    })),
  };
}

function fieldOf(row: Sent, i: number, dictionary: Dictionary): Partial<AskedField> {
  const fact = dictionary.facts.find((one) => one.code === row.fact);
  const common = { hint: words(row.hint), required: row.required === true };
  if (fact)
    return {
      ...common,
      code: fact.code,
      label: fact.zh,
      kind: fact.kind,
      fact: fact.code,
      unit: fact.unit,
      choices: fact.choices,
      least: fact.kind === 'number' ? 0 : undefined,
    };
  return {
    ...common,
    code: `f${i + 1}`,
    label: words(row.label),
    kind: row.kind as AskedField['kind'],
    unit: words(row.unit),
    choices:
      row.kind === 'choice'
        ? words(row.choices)
            .split(between)
            .map((one) => one.trim())
            .filter(Boolean)
        : [],
    ...(row.kind === 'number' ? { least: 0, ...(row.most === undefined ? {} : { most: row.most as number }) } : {}),
  };
}

export function commandOf(values: Sent, dictionary: Dictionary): Sent {
  const { hours, places, fields, ...rest } = values;
  return {
    ...rest,
    minutes: Math.round(Number(hours ?? 0) * minutes_an_hour),
    areas: ((places as Sent[] | undefined) ?? []).map((row) => row.area),
    fields: ((fields as Sent[] | undefined) ?? []).map((row, i) => fieldOf(row, i, dictionary)),
  };
}
