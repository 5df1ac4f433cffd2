// Short names for the views of this room.
import type { components } from '../../shared/api/schema';

type Schemas = components['schemas'];
export type ItemRow = Schemas['TalkItemRow'];
export type ItemView = Schemas['TalkItemView'];
export type VisitRow = Schemas['TalkVisitRow'];
export type VisitView = Schemas['TalkVisitView'];
export type TeamRow = Schemas['TalkTeamRow'];
export type TeamView = Schemas['TalkTeamView'];
export type CoverageRow = Schemas['TalkCoverageRow'];
export type Choices = Schemas['TalkChoices'];
export type Figures = Schemas['TalkFigures'];
