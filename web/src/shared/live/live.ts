// Open screens change by themselves: events of the one shared stream invalidate the queries they touch.
// A SharedWorker holds the stream; without one the tab that holds a lock does, and tells the others over a BroadcastChannel.
import { ref } from 'vue';
import type { FromStream, Moved, ToStream } from './stream';
import { Stream } from './stream';
import LiveWorker from './shared.worker?sharedworker';

export const connected = ref(true);
type Listener = (event: Moved | null) => void; // null: everything may have changed
const listeners = new Set<Listener>();
const worry_ms = 8_000;
let worry: ReturnType<typeof setTimeout> | undefined;
export function onMoved(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function take(message: FromStream): void {
  if (message.type === 'state') {
    // A short cut heals by itself and is nobody's business.
    clearTimeout(worry);
    if (message.open) connected.value = true;
    else worry = setTimeout(() => (connected.value = false), worry_ms);
  } else if (message.type === 'resync') listeners.forEach((listener) => listener(null));
  else listeners.forEach((listener) => listener(message.event));
}

interface Line {
  open(account: string): void;
  close(): void;
}

function workerLine(): Line {
  const worker = new LiveWorker({ name: 'red-live' });
  worker.port.onmessage = (message: MessageEvent<FromStream>) => take(message.data);
  worker.port.start();
  const send = (message: ToStream) => worker.port.postMessage(message);
  addEventListener('pagehide', () => send({ type: 'bye' }));
  return { open: (account) => send({ type: 'open', account }), close: () => send({ type: 'close' }) };
}

function channelLine(): Line {
  const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel('red-live') : null;
  const stream = new Stream('/api/v1/events', (message) => {
    take(message);
    channel?.postMessage(message);
  });
  if (channel) channel.onmessage = (message: MessageEvent<FromStream>) => take(message.data);
  const locks = (navigator as Navigator & { locks?: LockManager }).locks;
  let asked = false;
  return {
    open() {
      if (!channel || !locks) stream.open();
      else if (!asked) {
        asked = true;
        void locks.request('red-live', () => {
          stream.open();
          return new Promise<void>(() => undefined);
        });
      }
    },
    close: () => stream.close(),
  };
}

let line: Line | null = null;
export function openLive(account: string): void {
  line ??= typeof SharedWorker === 'function' ? workerLine() : channelLine();
  line.open(account);
}
export function closeLive(): void {
  clearTimeout(worry);
  connected.value = true;
  line?.close();
}
