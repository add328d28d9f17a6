/** HTML that is already escaped. */
export class Markup {
  readonly html: string;

  constructor(html: string) {
    this.html = html;
  }
}

/** What a template may hold: text is escaped, {@link Markup} is not; nothing stands for undefined. */
export type Fragment = string | number | Markup | undefined | Fragment[];

/** Template of HTML: every value is escaped unless it is {@link Markup} itself. */
export function html(parts: TemplateStringsArray, ...values: Fragment[]): Markup {
  return new Markup(
    parts.reduce((whole, part, i) => `${whole}${part}${i < values.length ? render(values[i]) : ''}`, ''),
  );
}

function render(value: Fragment): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map(render).join('');
  return value instanceof Markup ? value.html : escapeHtml(String(value));
}

// Control and bidirectional characters are shown, or what the product sent could rewrite the line that judges it.
function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, '\ufffd')
    .replaceAll(/(?![\n\t\r])\p{Cc}/gu, '\ufffd');
}
