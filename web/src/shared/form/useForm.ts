// One form at work: its draft stays over a reload, faults come as one types, one intention is sent once.
import { computed, reactive, ref, watch } from 'vue';
import { clientRef } from '../api/client';
import { asProblem } from '../api/problem';
import { useDraft } from '../drafts/draft';
import { asked, emptyValues, lack, lacking, toSend, type FormField, type FormValues, type Sent } from './fields';

// Callers take what they know that they asked for: Record<string, string>, or a command of their own.
export type Send = { bivarianceHack(values: Sent): Promise<unknown> }['bivarianceHack'];

export interface FormOptions {
  name: string; // of the draft
  fields: () => FormField[];
  start?: () => Record<string, unknown> | undefined;
  send: (values: Sent) => Promise<unknown>;
  done?: () => void;
}

export function useForm(options: FormOptions) {
  const isSecret = (name: string) => options.fields().some((field) => field.name === name && field.kind === 'password');
  const empty = () => emptyValues(options.fields(), options.start?.() ?? {});
  // A password is never written anywhere: only what is no secret becomes a draft.
  const open = () => Object.fromEntries(Object.entries(empty()).filter(([name]) => !isSecret(name))) as FormValues;
  const { draft, clear } = useDraft<FormValues>(options.name, open);
  const secrets = reactive<FormValues>({});
  const values = computed<FormValues>(() => ({ ...empty(), ...draft, ...secrets }));
  const touched = ref(new Set<string>());
  const tried = ref(false);
  const busy = ref(false);
  const uploading = ref(false);
  const problem = ref<unknown>(null);
  let reference = clientRef();
  watch([draft, secrets], () => (reference = clientRef()), { deep: true });

  function put(name: string, value: FormValues[string]) {
    touched.value.add(name);
    if (isSecret(name)) secrets[name] = value;
    else draft[name] = value;
  }
  function faults(field: FormField): string[] {
    const own = tried.value || touched.value.has(field.name) ? lack(field, values.value) : '';
    return [own, ...(problem.value ? asProblem(problem.value).faultsOf(`/${field.name}`) : [])].filter(Boolean);
  }
  function forget() {
    clear();
    for (const name of Object.keys(secrets)) secrets[name] = '';
    tried.value = false;
    touched.value = new Set();
    problem.value = null;
  }
  async function submit() {
    tried.value = true;
    if (busy.value || uploading.value || lacking(options.fields(), values.value)) return;
    busy.value = true;
    problem.value = null;
    try {
      await options.send({ ...toSend(options.fields(), values.value), client_ref: reference });
      forget();
      options.done?.();
    } catch (cause) {
      problem.value = cause;
    } finally {
      busy.value = false;
    }
  }
  const known = computed(() => asked(options.fields(), values.value).map((field) => `/${field.name}`));
  return { values, put, faults, submit, forget, busy, uploading, problem, tried, known };
}
