// A refusal of the server (application/problem+json) as an Error that screens show as a sentence, its rule and its remedy.
import { t, tAny, type Params } from '../texts/texts';

export interface RuleRef {
  definition: string;
  version: number | string;
  place: string;
}
export interface FieldFault {
  path: string;
  reason: string;
  params?: Params;
}
export interface ProblemFields {
  status: number;
  code: string;
  reason: string;
  params?: Params;
  errors?: FieldFault[];
  rule?: RuleRef | null;
  remedy?: string | null;
  now_version?: number | string | null;
  request_id?: string;
  retry_after_s?: number | null;
}

export class Problem extends Error {
  readonly fields: ProblemFields;
  constructor(fields: ProblemFields) {
    super(fields.reason);
    this.name = 'Problem';
    this.fields = fields;
  }
  get sentence(): string {
    return tAny([this.fields.reason, `web.problem.${this.fields.code}`, 'web.problem.other'], {
      ...this.fields.params,
      status: this.fields.status,
    });
  }
  get remedy(): string {
    return this.fields.remedy ? t(this.fields.remedy, this.fields.params) : '';
  }
  get rule(): RuleRef | null {
    return this.fields.rule ?? null;
  }
  // Sentences for one field of the form, by JSON pointer; "" asks for those that belong to no field of `known`.
  faultsOf(path: string): string[] {
    return (this.fields.errors ?? []).filter((one) => one.path === path).map(faultSentence);
  }
  faultsBeside(known: string[]): string[] {
    return (this.fields.errors ?? [])
      .filter((one) => !known.includes(one.path))
      .map((one) => `${one.path.slice(1)} ${faultSentence(one)}`.trim());
  }
}

export function faultSentence(fault: FieldFault): string {
  return tAny([fault.reason, 'web.problem.field'], fault.params ?? {});
}

// From the body of a refusal: problem+json as an object, or whatever a proxy in between said.
export function problemOf(status: number, body: unknown): Problem {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Partial<ProblemFields>;
  return new Problem({ ...fields, status, code: fields.code ?? 'other', reason: fields.reason ?? 'web.problem.other' });
}

export function offline(): Problem {
  return new Problem({ status: 0, code: 'offline', reason: 'web.problem.offline', remedy: 'web.problem.offline_remedy' });
}

export function asProblem(cause: unknown): Problem {
  if (cause instanceof Problem) return cause;
  return new Problem({ status: 0, code: 'other', reason: 'web.problem.other' });
}
