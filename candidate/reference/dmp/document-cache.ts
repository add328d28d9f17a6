import type { DefectSet } from '../defects.ts';
import type { Settings } from '../settings.ts';

const day = 86_400_000;

/** Documents of the DMP read in advance, kept as long as the practice chose (DMP/UX.34). */
export class DocumentCache {
  readonly #settings: Settings;
  readonly #planted: DefectSet;
  readonly #kept = new Map<string, { bytes: Buffer; at: number }>();

  constructor(settings: Settings, planted: DefectSet) {
    this.#settings = settings;
    this.#planted = planted;
  }

  /** True when the practice wants documents read in advance. */
  get wanted(): boolean {
    return this.#settings.get('prechargement_dmp') === 'oui' && !this.#planted.has('dmp-prechargement-absent');
  }

  /** A document that is still kept. */
  get(dossier: string, uniqueId: string): Buffer | undefined {
    const key = `${dossier} ${uniqueId}`;
    const kept = this.#kept.get(key);
    if (kept === undefined || this.#planted.has('dmp-garde-absente')) return undefined;
    const days = Number(this.#settings.get('duree_garde_dmp')) || 0;
    if (Date.now() < kept.at + days * day || this.#planted.has('dmp-garde-sans-terme')) return kept.bytes;
    this.#kept.delete(key);
    return undefined;
  }

  keep(dossier: string, uniqueId: string, bytes: Buffer): void {
    this.#kept.set(`${dossier} ${uniqueId}`, { bytes, at: Date.now() });
  }
}
