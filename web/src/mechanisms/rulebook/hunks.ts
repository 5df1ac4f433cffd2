// What changed with a few lines around it; long unchanged stretches are left out and counted.
import type { DiffView } from '../../shared/api/types';

export type DiffLine = DiffView['lines'][number];
export type Part = { kind: 'line'; line: DiffLine } | { kind: 'gap'; count: number };

export function hunks(lines: DiffLine[], around = 3): Part[] {
  const near = new Set<number>();
  lines.forEach((line, i) => {
    if (line.mark.trim()) for (let k = i - around; k <= i + around; k += 1) near.add(k);
  });
  const parts: Part[] = [];
  lines.forEach((line, i) => {
    const last = parts[parts.length - 1];
    if (near.has(i)) parts.push({ kind: 'line', line });
    else if (last?.kind === 'gap') last.count += 1;
    else parts.push({ kind: 'gap', count: 1 });
  });
  return parts;
}
