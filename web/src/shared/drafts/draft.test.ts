// What was typed stays until it is sent.
import { describe, expect, it } from 'vitest';
import { belongsTo, forgetDrafts, useDraft } from './draft';

describe('drafts', () => {
  it('comes back after a reload and is gone once sent', () => {
    const first = useDraft('t', () => ({ words: '', tags: [] as string[] }));
    first.draft.words = '井盖';
    first.draft.tags.push('a');
    const again = useDraft('t', () => ({ words: '', tags: [] as string[] }));
    expect(again.draft).toEqual({ words: '井盖', tags: ['a'] });
    again.clear();
    expect(useDraft('t', () => ({ words: '', tags: [] as string[] })).draft.words).toBe('');
  });
  it('survives damage and is forgotten with the person', () => {
    sessionStorage.setItem('red.draft.u', '{');
    const { draft } = useDraft('u', () => ({ words: 'leer' }));
    expect(draft.words).toBe('leer');
    draft.words = 'x';
    forgetDrafts();
    expect(sessionStorage.getItem('red.draft.u')).toBeNull();
  });
  it('stays for the same person and goes for another', () => {
    belongsTo('7');
    useDraft('v', () => ({ words: '' })).draft.words = 'mine';
    belongsTo('7');
    expect(useDraft('v', () => ({ words: '' })).draft.words).toBe('mine');
    belongsTo('8');
    expect(useDraft('v', () => ({ words: '' })).draft.words).toBe('');
  });
});
