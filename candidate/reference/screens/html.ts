/** Markup that is safe to write as it is. */
export class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** What a template may hold; null, undefined and false write nothing. */
export type Slot = Markup | string | number | null | undefined | false | readonly Slot[];

/** Template tag: every value is escaped, unless it is markup already. */
export function html(strings: TemplateStringsArray, ...slots: Slot[]): Markup {
  const parts = strings.map((text, index) => text + (index < slots.length ? render(slots[index]) : ''));
  return new Markup(parts.join(''));
}

/** Attributes from a record; true writes the name alone, false, null and undefined nothing. */
export function attributes(values: Record<string, string | boolean | null | undefined>): Markup {
  const parts = Object.entries(values).map(([name, value]) => {
    if (value === false || value === null || value === undefined) return '';
    return value === true ? ` ${name}` : ` ${name}="${escapeHtml(value)}"`;
  });
  return new Markup(parts.join(''));
}

function render(slot: Slot): string {
  if (slot === null || slot === undefined || slot === false) return '';
  if (slot instanceof Markup) return slot.toString();
  if (typeof slot === 'string' || typeof slot === 'number') return escapeHtml(String(slot));
  return slot.map(render).join('');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
