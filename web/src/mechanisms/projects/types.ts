// Short names for the views of this room.
import type { components } from '../../shared/api/schema';

type Schemas = components['schemas'];
export type ProgrammeRow = Schemas['ProgrammeRow'];
export type ProjectRow = Schemas['ProjectRow'];
export type ProjectView = Schemas['ProjectView'];
