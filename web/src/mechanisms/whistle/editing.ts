// The blow form as data, the command that it becomes, and what it begins with.
import type { MatterView } from '../../shared/api/types';
import type { Choice, FormField, FormValues, Sent } from '../../shared/form/fields';
import { t } from '../../shared/texts/texts';
import type { Competence, Kind, WhistleView } from './types';
import { pointOf, spoken } from './words';

export interface Origin {
  kind: string;
  id: string;
}
const lines_max = 15;
const rowsOf = (values: FormValues) => (Array.isArray(values.lines) ? (values.lines as FormValues[]) : []);
export const kindOf = (competence: Competence, values: FormValues): Kind | undefined =>
  competence.kinds.find((one) => one.code === values.kind);

// A unit by its id; a team inside it, which is called by itself, as "id/post kind".
type Callable = Competence['units'][number];
function calledChoices(unit: Callable): Choice[] {
  const own =
    unit.guest || unit.post_kinds.length
      ? [{ value: unit.id, label: unit.guest ? t('whistle.edit.guest', { name: unit.name }) : unit.name }]
      : [];
  return [...own, ...unit.teams.map((team) => ({ value: `${unit.id}/${team}`, label: t('whistle.edit.team', { name: unit.name }) }))];
}
const unitOf = (value: unknown) => String(value ?? '').split('/')[0]!;
const guestCalled = (competence: Competence, value: unknown) => competence.units.some((one) => one.guest && one.id === value);

// Who is called for an item that the list gives to somebody else: that needs a reason.
export function differing(competence: Competence, values: FormValues): boolean {
  return rowsOf(values).some((row) => {
    const item = competence.items.find((one) => one.code === row.item);
    if (!item?.unit_id || !row.unit_id || guestCalled(competence, row.unit_id)) return false;
    const unit = unitOf(row.unit_id);
    return item.unit_id !== unit && !item.also.some((one) => one.id === unit);
  });
}
export function leadFault(values: FormValues): string {
  const leads = rowsOf(values).filter((row) => row.lead === true).length;
  return leads > 1 ? t('whistle.edit.one_lead') : '';
}
const twice = (values: FormValues) => {
  const units = rowsOf(values)
    .map((row) => unitOf(row.unit_id))
    .filter(Boolean);
  return new Set(units).size < units.length ? t('whistle.edit.twice') : '';
};

export function editorFields(competence: Competence, origin: Origin | null): FormField[] {
  return [
    {
      name: 'kind',
      label: t('whistle.row.kind'),
      kind: 'choice',
      must: true,
      choices: competence.kinds.filter((kind) => kind.may_blow).map((kind) => ({ value: kind.code, label: spoken(kind) })),
    },
    { name: 'title', label: t('whistle.edit.what'), must: true, min: 2, max: 100 },
    { name: 'description', label: t('whistle.edit.description'), kind: 'lines', max: 2000 },
    { name: 'area_id', label: t('whistle.edit.area'), kind: 'area', must: true },
    { name: 'place', label: t('whistle.edit.place'), max: 100 },
    {
      name: 'chair',
      label: t('whistle.edit.chair'),
      max: 50,
      must: true,
      when: (values) => kindOf(competence, values)?.needs_leader ?? false,
    },
    {
      name: 'lines',
      label: t('whistle.edit.lines'),
      kind: 'rows',
      min: 1,
      max: lines_max,
      must: true,
      add: t('whistle.edit.add_line'),
      check: (_, values) => leadFault(values) || twice(values),
      rows: [
        {
          name: 'item',
          label: t('whistle.line.item'),
          kind: 'choice',
          must: true,
          choices: competence.items.map((one) => ({ value: one.code, label: spoken(one) })),
        },
        {
          name: 'unit_id',
          label: t('whistle.line.unit'),
          kind: 'choice',
          must: true,
          choices: competence.units.flatMap(calledChoices),
        },
        { name: 'lead', label: t('whistle.edit.lead'), kind: 'mark' },
      ],
    },
    {
      name: 'differ_reason',
      label: t('whistle.edit.differ_reason'),
      kind: 'lines',
      must: true,
      min: 2,
      max: 500,
      hint: t('whistle.edit.differ_hint'),
      when: (values) => differing(competence, values),
    },
    ...(origin ? [{ name: 'waits', label: t('whistle.edit.waits'), kind: 'mark' as const }] : []),
  ];
}

// An item chosen for the first time brings its competent unit; the first unit leads until somebody says otherwise.
export function completed(competence: Competence, before: FormValues[], after: FormValues[]): FormValues[] {
  const rows = after.map((row, i) => {
    const item = competence.items.find((one) => one.code === row.item);
    const fresh = row.item && row.item !== before[i]?.item;
    return fresh && item?.unit_id && !row.unit_id ? { ...row, unit_id: item.unit_id } : row;
  });
  const untouched = before.every((row) => !row.unit_id) && !rows.some((row) => row.lead === true);
  return untouched && rows[0]?.unit_id ? rows.map((row, i) => ({ ...row, lead: i === 0 })) : rows;
}

export function startOf(whistle: WhistleView | undefined, matter: MatterView | undefined): Record<string, unknown> {
  if (whistle)
    return {
      kind: whistle.row.kind,
      title: whistle.row.title,
      description: whistle.description,
      area_id: whistle.row.area_id,
      place: whistle.row.place,
      chair: whistle.chair,
      differ_reason: whistle.differ_reason,
      lines: whistle.planned.map((one) => ({
        item: one.item,
        unit_id: one.post_kind.startsWith('team') ? `${one.unit_id}/${one.post_kind}` : one.unit_id,
        lead: one.lead,
      })),
    };
  if (matter)
    return {
      title: matter.title,
      description: matter.description,
      area_id: matter.area_id,
      place: matter.place,
      waits: true,
    };
  return {};
}

type Placed = Parameters<typeof pointOf>[0];
export function commandOf(competence: Competence, sent: Sent, origin: Origin | null, at: Placed): Sent {
  const lines = ((sent.lines as Sent[] | undefined) ?? []).map((row) => ({
    unit_id: unitOf(row.unit_id),
    post_kind: String(row.unit_id ?? '').split('/')[1] ?? competence.units.find((one) => one.id === row.unit_id)?.post_kinds[0] ?? '',
    item: row.item,
    lead: row.lead === true,
  }));
  return { ...sent, ...(pointOf(at) ?? {}), lines, ...(origin ? { origin, waits: sent.waits === true } : {}) };
}
