// Runs once per browser: one event stream, handed to every open tab. Closed when the last tab says goodbye.
import { Stream, type FromStream } from './stream';

const ports = new Set<MessagePort>();
const tell = (message: FromStream) => ports.forEach((port) => port.postMessage(message));
const stream = new Stream('/api/v1/events', tell);

(self as unknown as { onconnect: (event: MessageEvent) => void }).onconnect = (event) => {
  const port = event.ports[0];
  if (!port) return;
  port.onmessage = (message: MessageEvent<'open' | 'close' | 'bye'>) => {
    if (message.data === 'open') {
      ports.add(port);
      stream.open();
    }
    if (message.data === 'close') stream.close();
    if (message.data === 'bye') {
      ports.delete(port);
      if (ports.size === 0) stream.close();
    }
  };
  port.start();
};
