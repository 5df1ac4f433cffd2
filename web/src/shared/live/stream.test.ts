// What the event stream says, and coming back after a refusal.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseMoved, Stream, type FromStream } from './stream';

class FakeSource {
  static readonly CLOSED = 2;
  static made: FakeSource[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  listeners = new Map<string, (event: { data: string }) => void>();
  constructor(readonly url: string) {
    FakeSource.made.push(this);
  }
  addEventListener(name: string, listener: (event: { data: string }) => void) {
    this.listeners.set(name, listener);
  }
  close() {
    this.readyState = 2;
  }
}

describe('one event', () => {
  it('is read with its subject, and ignored when it has none', () => {
    expect(parseMoved('{"seq":7,"kind":"matter.registered","subject":{"kind":"matter","id":"7"},"area":"1"}')?.subject).toEqual({
      kind: 'matter',
      id: '7',
    });
    expect(parseMoved('{"seq":7}')).toBeNull();
    expect(parseMoved('')).toBeNull();
  });
});

describe('the stream', () => {
  const told: FromStream[] = [];
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('EventSource', FakeSource);
    FakeSource.made = [];
    told.length = 0;
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  it('tells what moved', () => {
    new Stream('/x', (message) => told.push(message)).open();
    FakeSource.made[0]!.listeners.get('moved')!({ data: '{"seq":1,"kind":"k","subject":{"kind":"matter","id":"7"}}' });
    FakeSource.made[0]!.listeners.get('resync')!({ data: '{}' });
    expect(told.map((message) => message.type)).toEqual(['moved', 'resync']);
  });
  it('comes back after a refusal and then asks for everything again', () => {
    new Stream('/x', (message) => told.push(message)).open();
    FakeSource.made[0]!.readyState = FakeSource.CLOSED;
    FakeSource.made[0]!.onerror!();
    expect(FakeSource.made.length).toBe(1);
    vi.advanceTimersByTime(3_000);
    expect(FakeSource.made.length).toBe(2);
    FakeSource.made[1]!.onopen!();
    expect(told).toEqual([{ type: 'state', open: false }, { type: 'state', open: true }, { type: 'resync' }]);
  });
  it('leaves a mere cut to the browser, and stays closed once closed', () => {
    const stream = new Stream('/x', (message) => told.push(message));
    stream.open();
    FakeSource.made[0]!.onerror!();
    vi.advanceTimersByTime(120_000);
    expect(FakeSource.made.length).toBe(1);
    FakeSource.made[0]!.readyState = FakeSource.CLOSED;
    FakeSource.made[0]!.onerror!();
    stream.close();
    vi.advanceTimersByTime(120_000);
    expect(FakeSource.made.length).toBe(1);
  });
});
