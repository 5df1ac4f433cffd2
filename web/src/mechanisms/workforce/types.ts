import type { components } from '../../shared/api/schema';

type Schemas = components['schemas'];
export type WorkerRow = Schemas['GridWorkerRow'];
export type WorkerView = Schemas['GridWorkerView'];
export type Conduct = Schemas['WorkerConductView'];
export type DaySheetView = Schemas['DaySheetView'];
export type DayLine = Schemas['DaySheetLine'];
export type MonthSheetView = Schemas['MonthSheetView'];
export type MonthLine = Schemas['MonthSheetLine'];
export type Training = Schemas['TrainingView'];
export type Recruitment = Schemas['RecruitmentView'];
export type Application = Schemas['WorkerApplication'];
export type ImportView = Schemas['WorkforceImportView'];
