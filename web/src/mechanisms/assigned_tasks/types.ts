// Short names for the views of this room.
import type { components } from '../../shared/api/schema';

export type { MoveView } from '../../shared/api/types';

type Schemas = components['schemas'];
export type TaskRow = Schemas['AssignedTaskRow'];
export type TaskView = Schemas['AssignedTaskView'];
export type LineRow = Schemas['AssignedLineRow'];
export type LineView = Schemas['AssignedLineView'];
export type HoursRow = Schemas['AssignedHoursRow'];
export type DepartmentHours = Schemas['AssignedDepartmentHours'];
export type OutsideRow = Schemas['AssignedOutsideRow'];
export type AskedField = Schemas['FormField'];
export type HistoryItem = Schemas['AssignedHistoryItem'];
export type Dictionary = Schemas['AssignedDictionary'];
