import { Markup } from './html.ts';

const svg = (paths: string): Markup =>
  new Markup(
    `<svg class="icone" viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" focusable="false" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${paths}</svg>`,
  );

/** Decorative icons, drawn inline so that no font or remote file is needed. */
export const icons = {
  cross: svg('<rect x="3" y="3" width="18" height="18" rx="5"/><path d="M12 8v8M8 12h8"/>'),
  lock: svg('<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>'),
  warning: svg('<path d="M12 4 2.5 20h19z"/><path d="M12 10v4M12 17v.01"/>'),
} as const;
