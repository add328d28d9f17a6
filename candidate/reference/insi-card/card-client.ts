import { randomUUID } from 'node:crypto';
import { Agent } from 'node:https';
import type { DefectSet } from '../defects.ts';
import { failureText, type InsiSearcher } from '../insi-client.ts';
import { type InsiCriteria, InsiEnvelope } from '../insi-envelope.ts';
import { postInsi } from '../insi-post.ts';
import { type InsiOutcome, readInsiResponse } from '../insi-response.ts';
import type { InsiCardAccess } from '../services.ts';
import { cardAssertion, holderOf } from './assertion.ts';

/** Calls INSi by the professional's card: TLS without client certificate, and an assertion that the card signs. */
export class InsiCardClient implements InsiSearcher {
  readonly #access: InsiCardAccess;
  readonly #planted: DefectSet;
  readonly #envelope: InsiEnvelope;
  readonly #agent: Agent;

  /** National identifier of the holder of the card. */
  readonly holder: string;

  constructor(access: InsiCardAccess, planted: DefectSet) {
    this.#access = access;
    this.#planted = planted;
    this.holder = holderOf(access.sign);
    // The sender of the contexts is the holder of the card.
    const sender = { emetteur: this.holder, idam: access.idam, instance: randomUUID() };
    this.#envelope = new InsiEnvelope(sender, planted);
    this.#agent = new Agent({ ca: access.ca, keepAlive: false });
  }

  async search(criteria: InsiCriteria): Promise<InsiOutcome> {
    try {
      const assertion = cardAssertion(this.#access.sign, this.#planted);
      const message = this.#envelope.build(criteria, { assertion });
      const { status, text } = await postInsi({ url: this.#access.url, agent: this.#agent }, message);
      return await readInsiResponse(status, text);
    } catch (thrown) {
      return { kind: 'panne', texte: failureText(thrown) };
    }
  }

  close(): void {
    this.#agent.destroy();
  }
}
