// Short names for the generated types of this room's views.
import type { components } from '../../shared/api/schema';
import type { MoveView } from '../../shared/api/types';

type Schemas = components['schemas'];
export type Move = MoveView;
export type Option = MoveView['fields'][number]['options'][number];
export type WhistleRow = Schemas['WhistleRow'];
export type LineRow = Schemas['WhistleLineRow'];
export type HistoryItem = Schemas['WhistleTimelineItem'];
export type LineView = Schemas['WhistleLineView'];
export type WhistleView = Schemas['WhistleView'];
export type Precedent = Schemas['WhistlePrecedent'];
export type Item = Schemas['WhistleCompetenceItem'];
export type Kind = Schemas['WhistleKind'];
export type Competence = Schemas['WhistleCompetence'];
export type Board = Schemas['WhistleBoard'];
export type SubdistrictFigures = Schemas['WhistleSubdistrictFigures'];
export type UnitFigures = Schemas['WhistleUnitFigures'];
export type Figures = Schemas['WhistleFigures'];
