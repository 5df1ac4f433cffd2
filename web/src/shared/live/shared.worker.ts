// Runs once per browser: one event stream, handed to every open tab. Closed when the last tab says goodbye.
import { Stream, type FromStream, type ToStream } from './stream';

const ports = new Set<MessagePort>();
const tell = (message: FromStream) => ports.forEach((port) => port.postMessage(message));
let whose = '';
const stream = new Stream('/api/v1/events', tell);

(self as unknown as { onconnect: (event: MessageEvent) => void }).onconnect = (event) => {
  const port = event.ports[0];
  if (!port) return;
  port.onmessage = (message: MessageEvent<ToStream>) => {
    const { type } = message.data;
    if (type === 'open') {
      ports.add(port);
      // A second tab of the same person joins; another person begins anew.
      if (!stream.isOpen || whose !== message.data.account) stream.open();
      whose = message.data.account;
    } else if (type === 'close') stream.close();
    else {
      ports.delete(port);
      if (ports.size === 0) stream.close();
    }
  };
  port.start();
};
