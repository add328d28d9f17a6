import { messageOf, ProbantError } from '../../core/index.ts';
import type { VerbName } from '../contract/index.ts';

/** What was being asked when something was thrown. */
export interface PageAttempt {
  verb: VerbName;
  adresse: string;
  delai: number;
}

/** Tells an outage of the product from a page function that doesn't fit, from a browser that died. */
export function pageError(attempt: PageAttempt, thrown: unknown): ProbantError {
  if (thrown instanceof ProbantError) return thrown;
  const { verb, adresse, delai } = attempt;
  const detail = readable(messageOf(thrown));
  const unreachable = /net::(ERR_[A-Z_]+)/.exec(detail);
  if (unreachable !== null) {
    return new ProbantError('produit_injoignable', { adresse, detail: unreachable[1] ?? detail }, thrown);
  }
  if (/crashed|Target (page, context or browser|closed)|browser has been closed/i.test(detail)) {
    return new ProbantError('navigateur_en_erreur', { detail }, thrown);
  }
  // Which element was awaited is what the publisher needs: the plain « no answer in n ms » would hide it.
  if (/Timeout \d+ms exceeded/.test(detail) && !/waiting for .*(locator|getBy)/is.test(detail)) {
    return new ProbantError('delai_depasse', { verbe: verb, delai: String(delai) }, thrown);
  }
  return new ProbantError('pilote_en_erreur', { verbe: verb, detail }, thrown);
}

function readable(message: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Playwright colours its messages
  return message.replaceAll(/\u001b\[\d+m/g, '').trim();
}
