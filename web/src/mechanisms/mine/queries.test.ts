// Which six figures a person sees.
import { describe, expect, it } from 'vitest';
import { shownFigures, toApi } from './queries';

const zero = {
  to_accept: 0,
  to_dispatch: 0,
  to_handle: 0,
  to_inspect: 0,
  waiting_for_me: 0,
  returned: 0,
  total: 0,
  soon: 0,
  late: 0,
  handed_down: 0,
};
const has =
  (...actions: string[]) =>
  (action: string) =>
    actions.includes(action);

describe('figures', () => {
  it('shows those of my posts and never more than six', () => {
    const secretary = has('matter.confirm', 'matter.dispatch', 'matter.inspect', 'matter.sign');
    expect(shownFigures(zero, secretary)).toEqual(['to_accept', 'to_dispatch', 'to_inspect', 'soon', 'late', 'handed_down']);
    expect(shownFigures(zero, has('matter.sign'))).toEqual(['to_handle', 'soon', 'late', 'handed_down']);
  });
  it('never hides work that is there', () => {
    const secretary = has('matter.confirm', 'matter.dispatch', 'matter.inspect', 'matter.sign');
    expect(shownFigures({ ...zero, to_handle: 2 }, secretary)).toContain('to_handle');
    expect(shownFigures({ ...zero, to_dispatch: 1 }, has())).toContain('to_dispatch');
    expect(shownFigures({ ...zero, waiting_for_me: 1 }, secretary)).toContain('waiting_for_me');
  });
  it('filters by bucket or by due state', () => {
    expect(toApi('')).toEqual({});
    expect(toApi('to_accept')).toEqual({ 'filter.bucket': 'to_accept' });
    expect(toApi('late')).toEqual({ 'filter.due_state': 'late' });
  });
});
