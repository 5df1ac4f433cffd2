// Short names for the views of this room.
import type { components } from '../../shared/api/schema';

type Schemas = components['schemas'];
export type RoundRow = Schemas['MarkRoundRow'];
export type SheetRow = Schemas['MarkSheetRow'];
export type SheetView = Schemas['MarkSheetView'];
export type ItemRow = Schemas['MarkItemRow'];
export type ExclusionRow = Schemas['MarkExclusionRow'];
export type ObjectionRow = Schemas['MarkObjectionRow'];
export type EvidenceRow = Schemas['MarkEvidenceRow'];
