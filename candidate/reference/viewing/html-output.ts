/** HTML that a style sheet writes: what acts by itself, or calls elsewhere, is left out of it. */
export class HtmlOutput {
  readonly #parts: string[] = [];
  readonly #open: Array<{ name: string; attributes: Map<string, string>; written: boolean }> = [];

  /** Opens an element. */
  start(name: string): void {
    this.#writeStart();
    this.#open.push({ name: name.toLowerCase(), attributes: new Map(), written: false });
  }

  /** Sets an attribute of the element that has just been opened. */
  attribute(name: string, value: string): void {
    const [current] = this.#open.slice(-1);
    if (current !== undefined && !current.written) current.attributes.set(name.toLowerCase(), value);
  }

  text(text: string): void {
    this.#writeStart();
    if (!this.#muted) this.#parts.push(this.#raw ? text.replaceAll('<', '') : escapeHtml(text));
  }

  /** Closes the element that was opened last. */
  end(): void {
    this.#writeStart();
    const muted = this.#muted;
    const closed = this.#open.pop();
    if (closed !== undefined && !muted && !isVoid(closed.name)) this.#parts.push(`</${closed.name}>`);
  }

  get html(): string {
    return this.#parts.join('');
  }

  /** Words that a reader sees, spaces brought to one. */
  get words(): string {
    return wordsOf(this.html);
  }

  get #muted(): boolean {
    return this.#open.some(({ name }) => refused.has(name) || !/^[a-z][a-z0-9-]*$/.test(name));
  }

  get #raw(): boolean {
    return this.#open.at(-1)?.name === 'style';
  }

  #writeStart(): void {
    const current = this.#open.at(-1);
    if (current === undefined || current.written) return;
    current.written = true;
    if (this.#muted) return;
    const attributes = [...current.attributes]
      .filter(([name, value]) => isHarmless(name, value))
      .map(([name, value]) => ` ${name}="${escapeHtml(value)}"`);
    this.#parts.push(`<${current.name}${attributes.join('')}>`);
  }
}

/** Words of a page, as they are shown: neither its head nor its styles. */
export function wordsOf(html: string): string {
  return html
    .replaceAll(/<(head|style|title)\b[\s\S]*?<\/\1>/gi, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const refused = new Set([
  'script',
  'iframe',
  'frame',
  'object',
  'embed',
  'form',
  'input',
  'button',
  'link',
  'meta',
  'base',
]);

function isVoid(name: string): boolean {
  return ['br', 'hr', 'img', 'col', 'wbr'].includes(name);
}

// A picture may be in the page; nothing is fetched from elsewhere, and nothing runs.
function isHarmless(name: string, value: string): boolean {
  if (!/^[a-z][a-z-]*$/.test(name) || name.startsWith('on')) return false;
  if (!['href', 'src', 'action', 'background', 'data', 'srcset'].includes(name)) return true;
  return name === 'src' ? /^data:image\//i.test(value) : value.startsWith('#');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
