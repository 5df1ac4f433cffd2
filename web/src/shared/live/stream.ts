// What the server says moved, and how one browser listens to it once: the part that knows EventSource.
// An event carries only kind, subject, seq and area; screens ask again through access.
export interface Moved {
  seq: number | string;
  kind: string;
  subject: { kind: string; id: string };
  area?: string | null;
}
export type FromStream = { type: 'moved'; event: Moved } | { type: 'resync' } | { type: 'state'; open: boolean };
export type ToStream = { type: 'open'; account: string } | { type: 'close' } | { type: 'bye' };

// The browser comes back by itself after a cut; after a refusal (signed out, house full) it does not, so we do, slower each time.
const retry_ms_first = 3_000;
const retry_ms_max = 60_000;

export class Stream {
  private source: EventSource | null = null;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private retry_ms = retry_ms_first;
  private lost = false;
  constructor(
    private readonly url: string,
    private readonly tell: (message: FromStream) => void,
  ) {}

  get isOpen(): boolean {
    return this.source !== null;
  }

  open(): void {
    this.close();
    const source = new EventSource(this.url, { withCredentials: true });
    this.source = source;
    source.onopen = () => {
      this.retry_ms = retry_ms_first;
      this.tell({ type: 'state', open: true });
      if (this.lost) this.tell({ type: 'resync' });
      this.lost = false;
    };
    source.onerror = () => {
      this.tell({ type: 'state', open: false });
      if (source.readyState !== EventSource.CLOSED) return;
      this.lost = true;
      this.retry = setTimeout(() => this.open(), this.retry_ms);
      this.retry_ms = Math.min(this.retry_ms * 2, retry_ms_max);
    };
    source.addEventListener('moved', (event) => {
      const moved = parseMoved((event as MessageEvent<string>).data);
      if (moved) this.tell({ type: 'moved', event: moved });
    });
    source.addEventListener('resync', () => this.tell({ type: 'resync' }));
  }

  close(): void {
    clearTimeout(this.retry);
    this.source?.close();
    this.source = null;
  }
}

export function parseMoved(data: string): Moved | null {
  try {
    const raw = JSON.parse(data) as Partial<Moved>;
    if (typeof raw.subject?.kind !== 'string') return null;
    return { ...(raw as Moved), subject: { kind: raw.subject.kind, id: String(raw.subject.id) } };
  } catch {
    return null;
  }
}
