// Short names for the views of this room.
import type { components } from '../../shared/api/schema';

export type { MoveView } from '../../shared/api/types';

type Schemas = components['schemas'];
export type CampaignRow = Schemas['CampaignRow'];
export type CampaignView = Schemas['CampaignView'];
export type LineRow = Schemas['CampaignLineRow'];
export type LineView = Schemas['CampaignLineView'];
export type SiteView = Schemas['CampaignSiteView'];
export type FindingRow = Schemas['CampaignFindingRow'];
export type FindingView = Schemas['CampaignFindingView'];
export type Question = Schemas['CampaignQuestion'];
export type Template = Schemas['CampaignTemplate'];
export type HistoryItem = Schemas['CampaignHistoryItem'];
