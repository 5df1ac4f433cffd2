// The register's words and forms: kinds, what is asked of each kind.
import type { components } from '../../shared/api/schema';
import type { FormField } from '../../shared/form/fields';
import { t } from '../../shared/texts/texts';

export type Place = components['schemas']['Place'];
export type PlaceFault = components['schemas']['PlaceFault'];
export type PlacesBrought = components['schemas']['PlacesBrought'];

export const kinds = ['estate', 'building', 'lane', 'business_area'] as const;
export type PlaceKind = (typeof kinds)[number];
export const kindOf = (word: unknown): PlaceKind => kinds.find((kind) => kind === word) ?? 'estate';
export const kindName = (kind: PlaceKind) => t(`divisions.place.${kind}`);

export const committees = () => (['yes', 'no', 'unknown'] as const).map((value) => ({ value, label: t(`divisions.committee.${value}`) }));

export function placeFields(kind: PlaceKind): FormField[] {
  const fields: FormField[] = [
    { name: 'name', label: t('divisions.place.name'), must: true, max: 80 },
    { name: 'code', label: t('divisions.place.code'), must: true, max: 40 },
    { name: 'area_id', label: t('divisions.place.area'), kind: 'area', must: true, hint: t('divisions.place.area_hint') },
    { name: 'address', label: t('divisions.place.address'), max: 200 },
  ];
  if (kind === 'estate' || kind === 'building')
    fields.push({ name: 'households', label: t('divisions.page.households'), kind: 'number', min: 0, max: 100_000 });
  if (kind === 'building') fields.push({ name: 'floors', label: t('divisions.place.floors'), kind: 'number', min: 0, max: 200 });
  if (kind !== 'lane') fields.push({ name: 'property_company', label: t('divisions.place.company'), max: 80 });
  if (kind === 'estate')
    fields.push({ name: 'owners_committee', label: t('divisions.place.committee'), kind: 'choice', choices: committees() });
  return fields;
}
