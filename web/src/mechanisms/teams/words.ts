// Words and colours of joint operations.
import type { components } from '../../shared/api/schema';
import { t } from '../../shared/texts/texts';

const looks = { planned: 'soon', approved: 'info', closed: 'ok', cancelled: 'hold' } as const;
export const operationState = (operation: components['schemas']['JointOperationRow']) => ({
  state: looks[operation.state],
  words: t(`teams.state.${operation.state}`),
});
// Records that a joint operation may come from; the server knows the same.
export const origin_kinds = ['whistle', 'whistle_line', 'matter', 'campaign_finding'];
