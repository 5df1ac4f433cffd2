// A timeline item as a sentence: the server's key matters.timeline.<kind> with the item's params.
import type { TimelineItem } from '../shared/api/types';
import { tAny } from '../shared/texts/texts';

export function sentence(item: TimelineItem): string {
  const kind = item.kind.replace(/^matter\./, '');
  const params = { unit: item.unit_name, post: item.post_name, who: item.who, ...(item.params as Record<string, string>) };
  return tAny([`matters.timeline.${kind}`, `matters.move.${kind}`, 'matters.timeline.other'], params);
}
