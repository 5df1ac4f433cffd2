// One act on many matters: the server does each by itself and says what became of it; sent in portions, so that progress is seen.
import { act, clientRef } from '../shared/api/client';
import { asProblem, Problem, type ProblemFields } from '../shared/api/problem';
import type { Sent } from '../shared/form/fields';

export interface Chosen {
  id: string;
  title: string;
  moves: string[];
  version?: number | string;
}
export interface Result {
  id: string;
  title: string;
  problem: Problem | null;
}
interface Answer {
  results: { id: string; ok: boolean; refusal?: (Partial<ProblemFields> & { reason: string }) | null }[];
}
const portion = 20;
// Acts that make sense for many at once, in the order of the loop; the first two are asked for their form before they go.
const together = ['inspect', 'dispatch', 'strike_off', 'confirm', 'register', 'sign', 'resume', 'continue', 'urge'];
export const asks_first = ['inspect', 'dispatch', 'strike_off'];

export const canBulk = (moves: string[]) => moves.some((move) => together.includes(move));

// Acts that at least two of the chosen allow; the one that most allow first, and reminding last: it moves nothing.
export function commonMoves(chosen: Chosen[]): { move: string; count: number }[] {
  const counts = together.map((move) => ({ move, count: chosen.filter((one) => one.moves.includes(move)).length }));
  return counts.filter((one) => one.count > 1).sort((a, b) => Number(a.move === 'urge') - Number(b.move === 'urge') || b.count - a.count);
}

export async function actOnAll(move: string, chosen: Chosen[], form: Sent, tell: (result: Result) => void): Promise<void> {
  const able = chosen.filter((each) => each.moves.includes(move));
  for (let from = 0; from < able.length; from += portion) {
    const part = able.slice(from, from + portion);
    const items = part.map((one) => ({ id: one.id, ...(one.version === undefined ? {} : { if_version: Number(one.version) }) }));
    try {
      const answer = (await act('/api/v1/matters/bulk', { verb: move, items, form, client_ref: clientRef() })) as Answer;
      for (const one of part) {
        const result = answer.results.find((each) => each.id === one.id);
        const refusal = result?.ok ? null : new Problem({ status: 409, code: 'refused', reason: 'web.problem.other', ...result?.refusal });
        tell({ id: one.id, title: one.title, problem: refusal });
      }
    } catch (cause) {
      for (const one of part) tell({ id: one.id, title: one.title, problem: asProblem(cause) });
    }
  }
}
