// The one way to the server: typed by the OpenAPI document, throws a Problem on every refusal, sends the CSRF token.
import createClient from 'openapi-fetch';
import { offline, problemOf } from './problem';
import type { paths } from './schema';

type Verb = 'get' | 'post';
type PathsWith<V extends Verb> = { [P in keyof paths]: paths[P] extends { [K in V]: { responses: unknown } } ? P : never }[keyof paths];
type Json<R> = R extends { content: { 'application/json': infer Body } } ? Body : never;
type Good<R> = R extends Record<number, unknown> ? Json<R[Extract<keyof R, 200 | 201 | 202>]> : never;
type Answer<P extends keyof paths, V extends Verb> = paths[P] extends { [K in V]: { responses: infer R } }
  ? [Good<R>] extends [never]
    ? unknown
    : Good<R>
  : never;

export type QueryValue = string | number | boolean | null | undefined;
export type Query = Record<string, QueryValue>;
export interface Options {
  path?: Record<string, string>;
  query?: Query;
  signal?: AbortSignal;
}

const session = { csrf: '' };
export function useCsrf(token: string): void {
  session.csrf = token;
}
export function csrfHeader(): Record<string, string> {
  return session.csrf ? { 'X-CSRF-Token': session.csrf } : {};
}

type Listener = (status: number) => void;
const unauthenticated = new Set<Listener>();
export function onUnauthenticated(listener: Listener): void {
  unauthenticated.add(listener);
}

// A rule's code has slashes and takes the rest of the path, so they stay.
const segment = (value: unknown) => String(value).split('/').map(encodeURIComponent).join('/');
const client = createClient<paths>({
  baseUrl: '',
  credentials: 'same-origin',
  pathSerializer: (path, params) => path.replace(/\{(\w+)\}/g, (_, name: string) => segment(params[name])),
});

function clean(query: Query = {}): Record<string, string> {
  const kept = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== false);
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}

async function run(verb: Verb, path: string, options: Options, body?: unknown): Promise<unknown> {
  // openapi-fetch types parameters more narrowly than our list dialect; this is the only place that steps around it.
  const call = (verb === 'get' ? client.GET : client.POST) as (
    path: string,
    init: object,
  ) => Promise<{ response: Response; error?: unknown }>;
  let answer: { response: Response; error?: unknown };
  try {
    answer = await call(path, {
      params: { path: options.path ?? {}, query: clean(options.query) },
      parseAs: 'stream',
      signal: options.signal,
      headers: verb === 'post' ? csrfHeader() : {},
      ...(body === undefined ? {} : { body }),
    });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw offline();
  }
  const { response } = answer;
  if (!response.ok) {
    const problem = problemOf(response.status, answer.error); // the client has read the body of a refusal already
    if (response.status === 401) unauthenticated.forEach((listener) => listener(response.status));
    throw problem;
  }
  if (response.status === 204) return undefined;
  const text = await response.text();
  if (!text) return undefined;
  const newest = Number(response.headers.get('x-search-newest') ?? 0); // a search that was cut: among so many of the newest
  return newest > 0 ? { ...JSON.parse(text), newest } : JSON.parse(text);
}

export function get<P extends PathsWith<'get'>>(path: P, options: Options = {}): Promise<Answer<P, 'get'>> {
  return run('get', path, options) as Promise<Answer<P, 'get'>>;
}

// Some acts take no body at all: leave it out.
export function post<P extends PathsWith<'post'>>(path: P, body?: object, options: Options = {}): Promise<Answer<P, 'post'>> {
  return run('post', path, options, body) as Promise<Answer<P, 'post'>>;
}

// A transition of one subject whose verb comes from the server's own list of moves.
export function act(path: string, body: object): Promise<unknown> {
  return run('post', path, {}, body);
}

// Names one intention of the user, so that a repeated click or a lost answer never makes two.
export function clientRef(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

// A list by its path alone: what shared lists and pickers ask, whose rows the caller knows.
export interface List<R> {
  items: R[];
  next?: string | null;
  total_at_least?: number;
  newest?: number; // only so many of the newest were looked at; absent: all
}
export function list<R>(path: string, query: Query = {}): Promise<List<R>> {
  return run('get', path, { query }) as Promise<List<R>>;
}
