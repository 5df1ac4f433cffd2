// Short names for the views of this room.
import type { MatterView, MoveView, PhotoView, StageView } from '../../shared/api/types';

type Num = number | string;
type ClockView = MatterView['clocks'][number];
export interface Option {
  code: string;
  name_zh: string;
  name_en: string;
}
export type Move = MoveView;
export interface WhistleRow {
  id: string;
  version: Num;
  number?: string | null;
  kind: string;
  kind_zh: string;
  kind_en: string;
  title: string;
  stage: string;
  stage_zh: string;
  stage_en: string;
  approval: string;
  outcome?: string | null;
  area_id: string;
  area_name: string;
  subdistrict_id: string;
  subdistrict_name: string;
  place: string;
  unit_id: string;
  unit_name: string;
  drafted_at: string;
  blown_at?: string | null;
  closed_at?: string | null;
  due_at?: string | null;
  due_state: string;
  lines: Num;
  lines_open: Num;
  lines_late: Num;
  disputes_open: Num;
  called: string[];
  origin?: { kind: string; id: string } | null;
}
export interface LineRow {
  id: string;
  version: Num;
  whistle_id: string;
  number?: string | null;
  title: string;
  kind: string;
  kind_zh: string;
  kind_en: string;
  stage: string;
  stage_zh: string;
  stage_en: string;
  unit_id: string;
  unit_name: string;
  post_kind: string;
  item: string;
  item_zh: string;
  item_en: string;
  lead: boolean;
  first: boolean;
  subdistrict_id: string;
  subdistrict_name: string;
  area_name: string;
  place: string;
  called_at: string;
  signed_at?: string | null;
  contacted_at?: string | null;
  reported_in_at?: string | null;
  fed_back_at?: string | null;
  accepted_at?: string | null;
  ended_at?: string | null;
  due_at?: string | null;
  due_state: string;
  clock_zh: string;
  clock_en: string;
  late: boolean;
  sent_back: Num;
  urges: Num;
  dispute: string;
  points?: Num | null;
}
export interface HistoryItem {
  event_id: string;
  kind: string;
  at: string;
  who: string;
  post_name: string;
  unit_name: string;
  line_id?: string | null;
  called_unit_name: string;
  text: string;
  reason: string;
}
export interface LineView {
  row: LineRow;
  basis_kind: string;
  basis: string;
  stages: StageView[];
  moves: Move[];
  clocks: ClockView[];
  arrival?: { at: string; text: string; lon?: number | null; lat?: number | null; metres?: Num | null; late_minutes: Num } | null;
  measures: { at: string; who: string; text: string }[];
  result: string;
  scores: { code: string; name_zh: string; name_en: string; score: Num; most: Num }[];
  comment: string;
  points_of: { code: string; points: Num }[];
  dispute?: {
    reason: string;
    wanted_unit_id?: string | null;
    wanted_unit_name: string;
    at: string;
    state: string;
    ruling: string;
    ruled_at?: string | null;
  } | null;
  instead_of?: string | null;
  moved_to?: string | null;
  photos: PhotoView[];
  history: HistoryItem[];
}
export interface WhistleView {
  row: WhistleRow;
  description: string;
  chair: string;
  differ_reason: string;
  drafter_name: string;
  approver_name: string;
  may_edit: boolean;
  lon?: number | null;
  lat?: number | null;
  planned: {
    unit_id: string;
    unit_name: string;
    post_kind: string;
    item: string;
    item_zh: string;
    item_en: string;
    lead: boolean;
    competent: boolean;
  }[];
  stages: StageView[];
  moves: Move[];
  clocks: ClockView[];
  lines: LineView[];
  photos: PhotoView[];
  merged_into?: string | null;
  merged: { id: string; number?: string | null; title: string }[];
  timeline: HistoryItem[];
}
export interface Precedent {
  whistle_id: string;
  line_id: string;
  number?: string | null;
  title: string;
  at: string;
  kind: string;
  result: string;
  unit_id: string;
  unit_name: string;
  reason: string;
}
export interface Item {
  code: string;
  zh: string;
  en: string;
  basis_kind: string;
  basis: string;
  unit_id?: string | null;
  unit_name: string;
  also: { id: string; name: string }[];
  suggested: boolean;
  precedents: Precedent[];
}
export interface Kind {
  code: string;
  zh: string;
  en: string;
  approval: string;
  needs_leader: boolean;
  may_blow: boolean;
  approvers: { post_kind: string; zh: string; en: string }[];
  clocks: { code: string; zh: string; en: string; amount: Num; unit: string }[];
}
export interface Competence {
  items: Item[];
  kinds: Kind[];
  units: { id: string; name: string; kind: string; post_kinds: string[] }[];
  band: { low_per_100: Num; high_per_100: Num };
  rule_version: Num;
}
export interface Board {
  columns: { kind: string; zh: string; en: string; late: Num; soon: Num; ok: Num; none: Num; items: WhistleRow[] }[];
  disputes: LineRow[];
  to_approve: WhistleRow[];
}
export interface SubdistrictFigures {
  subdistrict_id: string;
  name: string;
  whistles: Num;
  emergency: Num;
  registered: Num;
  per_100_x10?: Num | null;
  band: string;
  refused_after: Num;
  fast_right: Num;
  first_called: Num;
}
export interface UnitFigures {
  unit_id: string;
  name: string;
  lines: Num;
  responded: Num;
  on_time: Num;
  signed_on_time: Num;
  reported_on_time: Num;
  solved: Num;
  sign_minutes?: Num | null;
  report_minutes?: Num | null;
  sent_back: Num;
  disputes: Num;
  upheld: Num;
  reassigned: Num;
  fast_right: Num;
  points_mean_x10?: Num | null;
}
export interface Figures {
  from: string;
  to: string;
  subdistricts: SubdistrictFigures[];
  units: UnitFigures[];
  rule: { definition: string; version: Num };
}
