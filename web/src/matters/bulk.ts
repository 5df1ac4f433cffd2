// One act on many matters: only acts that ask for nothing, one after the other, each with its own result.
import { act, clientRef } from '../shared/api/client';
import { asProblem, type Problem } from '../shared/api/problem';

export interface Chosen {
  id: string;
  title: string;
  moves: string[];
}
export interface Result {
  title: string;
  problem: Problem | null;
}
const askNothing = ['confirm', 'register', 'sign', 'strike_off', 'resume', 'urge'];

// Acts that at least two of the chosen allow; the one that most allow first, and reminding last: it moves nothing.
export function commonMoves(chosen: Chosen[]): { move: string; count: number }[] {
  const counts = askNothing.map((move) => ({ move, count: chosen.filter((one) => one.moves.includes(move)).length }));
  return counts.filter((one) => one.count > 1).sort((a, b) => Number(a.move === 'urge') - Number(b.move === 'urge') || b.count - a.count);
}

export async function actOnAll(move: string, chosen: Chosen[], tell: (result: Result) => void): Promise<void> {
  for (const one of chosen.filter((each) => each.moves.includes(move))) {
    try {
      await act(`/api/v1/matters/${one.id}/${move}`, { client_ref: clientRef() });
      tell({ title: one.title, problem: null });
    } catch (cause) {
      tell({ title: one.title, problem: asProblem(cause) });
    }
  }
}
