// What the server says moved, and how one browser listens to it once: the part that knows EventSource.
// An event carries only kind, subject, seq and area; screens ask again through access.
export interface Moved {
  seq: string;
  kind: string;
  subject: { kind: string; id: string };
  area?: string | null;
}
export type FromStream = { type: 'moved'; event: Moved } | { type: 'resync' } | { type: 'state'; open: boolean };

const names = ['message', 'moved', 'event'];

export class Stream {
  private source: EventSource | null = null;
  constructor(
    private readonly url: string,
    private readonly tell: (message: FromStream) => void,
  ) {}

  open(): void {
    this.close();
    const source = new EventSource(this.url, { withCredentials: true });
    this.source = source;
    source.onopen = () => this.tell({ type: 'state', open: true });
    source.onerror = () => this.tell({ type: 'state', open: false });
    for (const name of names) source.addEventListener(name, (event) => this.take((event as MessageEvent<string>).data));
    source.addEventListener('resync', () => this.tell({ type: 'resync' }));
    source.addEventListener('epoch', () => this.tell({ type: 'resync' }));
  }

  close(): void {
    this.source?.close();
    this.source = null;
  }

  private take(data: string): void {
    const event = parseMoved(data);
    if (event) this.tell({ type: 'moved', event });
  }
}

export function parseMoved(data: string): Moved | null {
  try {
    const raw = JSON.parse(data) as Record<string, unknown>;
    const subject = raw.subject;
    if (subject && typeof subject === 'object') return raw as unknown as Moved;
    if (typeof subject === 'string') {
      const [kind = '', id = ''] = subject.split(/[:/]/);
      return { ...(raw as unknown as Moved), subject: { kind, id } };
    }
    if (typeof raw.subject_kind === 'string')
      return { ...(raw as unknown as Moved), subject: { kind: raw.subject_kind, id: String(raw.subject_id ?? '') } };
  } catch {
    return null;
  }
  return null;
}
