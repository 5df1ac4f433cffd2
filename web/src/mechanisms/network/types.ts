import type { components } from '../../shared/api/schema';

type Schemas = components['schemas'];
export type CoverageRow = Schemas['NetworkCoverageRow'];
export type NetworkView = Schemas['NetworkView'];
export type Member = Schemas['NetworkMemberView'];
export type Resource = Schemas['NetworkResourceView'];
export type Use = Schemas['ResourceUseView'];
export type UnitRow = Schemas['NetworkUnitRow'];
export type UnitView = Schemas['NetworkUnitView'];
