// 专项整治: a check list sent down, sites answered on the phone, findings struck off one by one.
import { defineRoom } from '../../shared/rooms/room';

const action = 'campaign.read';
export default defineRoom({
  code: 'campaigns',
  menu: [
    { chapter: 'problems', order: 64, label: 'campaigns.menu.campaigns', path: '/campaigns', action },
    {
      chapter: 'problems',
      order: 65,
      label: 'campaigns.menu.lines',
      path: '/campaign-lines',
      action: 'campaign.answer',
      field: true,
      icon: '☑',
    },
  ],
  pages: [
    { path: '/campaigns', name: 'campaigns', title: 'campaigns.menu.campaigns', component: () => import('./CampaignsPage.vue'), action },
    {
      path: '/campaigns/new',
      name: 'campaign_new',
      title: 'campaigns.edit.title_new',
      component: () => import('./CampaignEditor.vue'),
      action: 'campaign.draft',
    },
    {
      path: '/campaigns/:id(\\d+)',
      name: 'campaign',
      title: 'campaigns.menu.campaigns',
      component: () => import('./CampaignPage.vue'),
      action,
    },
    {
      path: '/campaigns/:id(\\d+)/edit',
      name: 'campaign_edit',
      title: 'campaigns.edit.title',
      component: () => import('./CampaignEditor.vue'),
      action: 'campaign.draft',
    },
    { path: '/campaign-lines', name: 'campaign_lines', title: 'campaigns.menu.lines', component: () => import('./LinesPage.vue'), action },
    {
      path: '/campaign-lines/:id(\\d+)',
      name: 'campaign_line',
      title: 'campaigns.line.title',
      component: () => import('./LinePage.vue'),
      action,
    },
    {
      path: '/campaign-findings',
      name: 'campaign_findings',
      title: 'campaigns.menu.findings',
      component: () => import('./FindingsPage.vue'),
      action,
    },
    {
      path: '/campaign-findings/:id(\\d+)',
      name: 'campaign_finding',
      title: 'campaigns.finding.title',
      component: () => import('./FindingPage.vue'),
      action,
    },
  ],
  opens: {
    campaign: (id) => `/campaigns/${id}`,
    campaign_line: (id) => `/campaign-lines/${id}`,
    campaign_finding: (id) => `/campaign-findings/${id}`,
  },
  refreshes: {
    campaign: [['campaigns'], ['campaign_lines'], ['dues']],
    campaign_line: [['campaigns'], ['campaign_lines'], ['dues']],
    campaign_finding: [['campaigns'], ['campaign_lines'], ['campaign_findings'], ['dues']],
  },
});
