import type { components } from '../../shared/api/schema';

type Schemas = components['schemas'];
export type GridView = Schemas['GridView'];
export type GridRow = Schemas['GridRow'];
export type SeatView = Schemas['SeatView'];
export type CoverageRow = Schemas['GridCoverageRow'];
export type SeatHistory = Schemas['SeatHistoryRow'];
