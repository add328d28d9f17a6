import type { VerbArgs } from '../contract/index.ts';

/** A way of transmission that a patient may refuse. */
export type Canal = VerbArgs<'enregistrerRefus'>['canal'];

/** The patients' refusals: once one is recorded, nothing leaves by that way (MSS va1.20, va1.22). */
export class Refusals {
  readonly #refused = new Set<string>();

  /** Records a refusal, or lifts it. */
  set(dossier: string, canal: Canal, refus: boolean): void {
    if (refus) this.#refused.add(key(dossier, canal));
    else this.#refused.delete(key(dossier, canal));
  }

  has(dossier: string, canal: Canal): boolean {
    return this.#refused.has(key(dossier, canal));
  }
}

function key(dossier: string, canal: Canal): string {
  return `${dossier} ${canal}`;
}
