import { randomInt } from 'node:crypto';
import type { DefectSet } from '../defects.ts';
import { pscRefusal } from './members.ts';
import type { PscService, Tokens } from './psc-service.ts';

/** A professional whom one awaits on his own device. */
export interface CibaWait {
  /** The two digits that both screens show. */
  digits: string;
  /** His tokens, once he has accepted; rejected with a text for the user otherwise. */
  tokens: Promise<Tokens>;
}

interface Polling {
  id: string;
  /** Milliseconds between two polls, and instant after which PSC forgets the request. */
  interval: number;
  until: number;
}

/** Sign-in without a browser: the user accepts on his e-CPS, or by his card (facts, PSC §3.5). */
export class Ciba {
  readonly #service: PscService;
  readonly #planted: DefectSet;

  constructor(service: PscService, planted: DefectSet) {
    this.#service = service;
    this.#planted = planted;
  }

  /** Asks PSC to call a professional. @throws {@link CabinetError} */
  async ask(nationalId: string, means: 'e-CPS' | 'CPS'): Promise<CibaWait> {
    const digits = this.#planted.has('ciba-chiffres-fixes') ? '7' : String(randomInt(100)).padStart(2, '0');
    const { status, members } = await this.#service.post('backchannel_authentication_endpoint', {
      scope: 'openid scope_all',
      ...(this.#planted.has('ciba-acr-absent') ? {} : { acr_values: 'eidas1' }),
      login_hint: nationalId,
      binding_message: digits,
      channel: means === 'CPS' ? 'CARD' : 'MOBILE',
    });
    if (status !== 200) throw pscRefusal(`Pro Santé Connect a refusé : ${members['error_description'] ?? status}`);
    const interval = Number(members['interval'] ?? 5) * 1000;
    const until = Date.now() + Number(members['expires_in']) * 1000;
    const tokens = this.#poll({ id: String(members['auth_req_id']), interval, until });
    // Who awaits him may come later, or never.
    tokens.catch(() => undefined);
    return { digits, tokens };
  }

  async #poll(polling: Polling): Promise<Tokens> {
    let { interval } = polling;
    // For the planted defect that does not wait.
    let early = this.#planted.has('ciba-intervalle-ignore') ? 3 : 0;
    while (Date.now() < polling.until) {
      await later(early > 0 ? 1 : interval);
      early -= 1;
      const { status, members } = await this.#once(polling.id);
      if (status === 200) return this.#service.take(members);
      const error = String(members['error']);
      // OpenID CIBA §11: five seconds more, from now on.
      if (error === 'slow_down') interval += this.#planted.has('ciba-intervalle-ignore') ? 0 : 5_000;
      else if (error !== 'authorization_pending') throw await this.#ended(polling.id, error);
    }
    throw pscRefusal('La demande de connexion a expiré : recommencez.');
  }

  async #ended(id: string, error: string): Promise<Error> {
    if (this.#planted.has('ciba-insiste')) await this.#once(id);
    return pscRefusal(
      error === 'access_denied'
        ? 'Connexion refusée sur l’application e-CPS.'
        : `La connexion n’a pas abouti (${error}) : recommencez.`,
    );
  }

  #once(id: string): ReturnType<PscService['post']> {
    return this.#service.post('token_endpoint', {
      grant_type: 'urn:openid:params:grant-type:ciba',
      auth_req_id: id,
    });
  }
}

function later(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
