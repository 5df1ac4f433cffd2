// What the build adds to the language: single-file components, gathered messages, shared workers.
declare module '*.vue' {
  import type { DefineComponent } from 'vue';
  const component: DefineComponent<object, object, unknown>;
  export default component;
}
declare module 'virtual:messages/zh' {
  const sentences: Record<string, string>;
  export default sentences;
}
declare module 'virtual:messages/en' {
  const sentences: Record<string, string>;
  export default sentences;
}
