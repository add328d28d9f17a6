import type { Cabinet } from '../cabinet.ts';
import type { Act } from '../journals.ts';
import type { RegistryEntry } from './answers.ts';

/** Documents of one type that are new. */
export interface Novelty {
  type: string;
  nombre: string;
}

/** What came into the DMP from others since a user last looked (DMP/UX.15), of the types that are signalled (UX.17). */
export class Novelties {
  readonly #cabinet: Cabinet;
  readonly #known = new Map<string, Set<string>>();

  constructor(cabinet: Cabinet) {
    this.#cabinet = cabinet;
  }

  /** Notes what a user has seen. */
  seen({ patient, user }: Act, entries: readonly RegistryEntry[]): void {
    const key = keyOf(patient.id, user.profil);
    const known = this.#known.get(key) ?? new Set<string>();
    for (const { uniqueId } of entries) known.add(uniqueId);
    this.#known.set(key, known);
  }

  /** The new documents of others, by type. */
  among(act: Act, entries: readonly RegistryEntry[]): Novelty[] {
    const { planted } = this.#cabinet;
    if (planted.has('dmp-nouveautes-tues')) return [];
    const known = this.#known.get(keyOf(act.patient.id, act.user.profil));
    const counts = new Map<string, number>();
    for (const entry of entries) {
      if (known?.has(entry.uniqueId) && !planted.has('dmp-nouveautes-deja-vues')) continue;
      if (!this.#isOfOthers(entry) || !this.#isSignalled(act, entry)) continue;
      counts.set(entry.type, (counts.get(entry.type) ?? 0) + 1);
    }
    const shown = planted.has('dmp-nouveautes-sans-nombre') ? () => '' : String;
    return [...counts].map(([type, count]) => ({ type, nombre: shown(count) }));
  }

  #isOfOthers({ structure }: RegistryEntry): boolean {
    return structure !== this.#cabinet.files.organisation.id || this.#cabinet.planted.has('dmp-nouveautes-du-cabinet');
  }

  /** The types of the user's department where it has chosen some, else those of the structure; all where none is chosen. */
  #isSignalled({ user }: Act, { typeCode }: RegistryEntry): boolean {
    const { settings, planted } = this.#cabinet;
    const byService = settings
      .get('types_signales_services')
      .split(';')
      .map((line) => line.split('='))
      .find(([service = '']) => service.trim() === user.service)?.[1];
    const own = planted.has('dmp-types-service-ignores') ? undefined : byService;
    const structure = planted.has('dmp-types-structure-ignores') ? '' : settings.get('types_signales');
    const chosen = codesIn(own ?? structure);
    return chosen.length === 0 || chosen.includes(typeCode);
  }
}

function codesIn(text: string): string[] {
  return text
    .split(',')
    .map((code) => code.trim())
    .filter((code) => code !== '');
}

function keyOf(dossier: string, profil: string): string {
  return `${dossier} ${profil}`;
}
