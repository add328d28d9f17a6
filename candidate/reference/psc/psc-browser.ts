import { CabinetError } from '../cabinet-error.ts';
import { ask, type HttpsAnswer } from './https-client.ts';

const maxSteps = 8;

/** Who is at the browser, and where the software awaits him. */
interface Presence {
  redirectUri: string;
  nationalId: string;
  /** How he authenticates: `e-CPS` unless told. */
  means?: 'e-CPS' | 'CPS';
}

/**
 * Does on the sign-in page what its user would do in a browser: reads the form, presses the button of the
 * professional, and follows the redirections until the address where the software awaits him.
 *
 * A real product sends the user's own browser there, as `GET /psc/connexion` does. The adapter has no browser and no
 * hand to hold an e-CPS: it presses the button of the professional itself. One browser keeps its cookies from one sign-in to
 * the next, as a user's own does.
 */
export class PscBrowser {
  readonly #ca: string;
  readonly #cookies = new Map<string, string>();

  constructor(ca: string) {
    this.#ca = ca;
  }

  /** The address, with its code, to which PSC sends the user back. @throws {@link CabinetError} */
  async signIn(authorization: string, { redirectUri, nationalId, means = 'e-CPS' }: Presence): Promise<URL> {
    let url = authorization;
    let form: Record<string, string> | undefined;
    for (let step = 0; step < maxSteps; step += 1) {
      const answer = await this.#visit(url, form);
      if (answer.location !== undefined) {
        const next = new URL(answer.location, url);
        if (next.href.startsWith(redirectUri)) return next;
        [url, form] = [next.href, undefined];
      } else {
        const page = readForm(answer, nationalId);
        const chosen = Object.hasOwn(page.fields, 'moyen') ? { moyen: means } : {};
        [url, form] = [new URL(page.action, url).href, { ...page.fields, ...chosen }];
      }
    }
    throw failure('Pro Santé Connect n’a pas rendu la main.');
  }

  /** Follows a sign-out to the address where the software awaits its user; null when PSC keeps him on its own page. */
  async signOut(address: string, redirectUri: string): Promise<URL | null> {
    let url = address;
    for (let step = 0; step < maxSteps; step += 1) {
      const { location } = await this.#visit(url, undefined);
      if (location === undefined) return null;
      const next = new URL(location, url);
      if (next.href.startsWith(redirectUri)) return next;
      url = next.href;
    }
    return null;
  }

  async #visit(url: string, form: Record<string, string> | undefined): Promise<HttpsAnswer> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers: Record<string, string> = cookie === '' ? {} : { Cookie: cookie };
    const answer = await ask({ url, ca: this.#ca, headers, ...(form === undefined ? {} : { form }) });
    for (const line of answer.cookies) {
      const [, name = '', value = ''] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
      this.#cookies.set(name, value);
    }
    return answer;
  }
}

/** The form of the page, filled in with what is chosen already and with the button of the professional. */
function readForm(
  { status, text }: HttpsAnswer,
  nationalId: string,
): { action: string; fields: Record<string, string> } {
  const form = /<form\b[^>]*>[\s\S]*?<\/form>/i.exec(text)?.[0];
  if (form === undefined) throw failure(`Pro Santé Connect a répondu une page sans formulaire (HTTP ${status}).`);
  const fields: Record<string, string> = {};
  for (const control of form.matchAll(/<(input|button)\b[^>]*>/gi)) {
    const [tag] = control;
    const [name, value] = [attribute(tag, 'name'), attribute(tag, 'value') ?? ''];
    const kept = attribute(tag, 'type') === 'hidden' || /\bchecked\b/.test(tag) || value === nationalId;
    if (name !== undefined && kept) fields[name] = value;
  }
  if (!Object.values(fields).includes(nationalId)) {
    throw failure('Pro Santé Connect ne propose pas le professionnel titulaire de la boîte.');
  }
  return { action: attribute(form, 'action') ?? '', fields };
}

function attribute(tag: string, name: string): string | undefined {
  const opening = /^<[^>]*>/.exec(tag)?.[0] ?? '';
  const value = new RegExp(`\\s${name}="([^"]*)"`, 'i').exec(opening)?.[1];
  return value
    ?.replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&apos;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function failure(text: string): CabinetError {
  return new CabinetError('service_indisponible', text);
}
