import type { VerbResult } from '../../contract/index.ts';
import type { Cabinet } from '../cabinet.ts';
import { CabinetError } from '../cabinet-error.ts';
import { physician } from '../documents/organisation.ts';
import { toComparable } from '../lexicon.ts';
import type { User } from '../model.ts';
import { ask } from '../psc/https-client.ts';
import type { DirectoryAccess } from '../services.ts';
import { readExtractions } from './extraction.ts';
import type { Professional } from './professional.ts';

const day = 86_400_000;
const hour = 3_600_000;

/** What the directory is kept with. */
export type DirectoryFacts = Pick<Cabinet, 'planted' | 'services' | 'settings'>;

/** The practice's copy of the Annuaire Santé, and the records that it keeps up to date (ANN/va1.01 to va1.05). */
export class DirectoryService {
  readonly #cabinet: DirectoryFacts;
  readonly #timer: NodeJS.Timeout;
  readonly #records = new Map<string, Professional>();
  #professionals = new Map<string, Professional>();
  #automatic: Date | null = null;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(cabinet: DirectoryFacts) {
    this.#cabinet = cabinet;
    // Whoever starts the software has nothing to do: it loads at once, then each time the period has passed.
    this.#loadIfDue();
    this.#timer = setInterval(() => this.#loadIfDue(), hour).unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /** Loads on demand. One load follows the other, so that each sees the extraction as it is when it was asked for. */
  load(): Promise<string[]> {
    const access = this.#cabinet.services.directory;
    if (access === undefined) return Promise.resolve(['Annuaire non chargé : aucune extraction n’est réglée.']);
    return this.#next(async () => {
      await this.#fetch(access);
      return [`Annuaire chargé : ${this.#professionals.size} professionnels.`];
    });
  }

  /** Where the automatic loading is, once the load under way has ended. */
  async state(): Promise<{ automatic: Date | null; next: Date | null; count: number }> {
    await this.#queue;
    const automatic = this.#automatic;
    const next = automatic === null ? null : new Date(automatic.getTime() + this.#period());
    return { automatic, next, count: this.#professionals.size };
  }

  /** Professionals whose name begins so, accents and case aside. */
  search(nom: string): Professional[] {
    const asked = toComparable(nom);
    if (asked === '') return [];
    return [...this.#professionals.values()]
      .filter((one) => toComparable(one.nom).startsWith(asked))
      .map((one) => this.#shown(one));
  }

  /** The record of the signed-in user; users without RPPS number are not in the directory. */
  async user(user: User): Promise<VerbResult<'lireUtilisateur'>> {
    await this.#queue;
    const { nom, fonction, profil } = user;
    const rpps = profil === 'ordinaire' ? physician.id.slice(1) : '';
    const known = this.#cabinet.planted.has('annuaire-utilisateur-sans-fiche') ? undefined : this.#records.get(rpps);
    return known ?? { nom, prenom: '', rpps: '', profession: fonction, mssante: '', commune: '' };
  }

  /** Creates the record of a correspondent from the directory. */
  add(rpps: string): string[] {
    const known = this.#professionals.get(rpps);
    if (known === undefined) return [`Fiche non créée : le RPPS ${rpps} n’est pas dans l’annuaire chargé.`];
    const empty = this.#cabinet.planted.has('annuaire-correspondant-sans-details');
    this.#records.set(rpps, empty ? { ...known, profession: '', commune: '', mssante: '' } : this.#shown(known));
    return [`Fiche de ${known.prenom} ${known.nom} créée depuis l’annuaire.`];
  }

  /** The record of a correspondent; undefined when there is none. */
  correspondent(rpps: string): Professional | undefined {
    return this.#records.get(rpps);
  }

  correspondents(): Professional[] {
    return [...this.#records.values()].filter(({ rpps }) => rpps !== physician.id.slice(1));
  }

  /** True when the professional of a record is in the directory no more. */
  hasLeft(rpps: string): boolean {
    return !this.#professionals.has(rpps);
  }

  #loadIfDue(): void {
    const access = this.#cabinet.services.directory;
    const due = (this.#automatic?.getTime() ?? 0) + this.#period() <= Date.now();
    if (access === undefined || !due || this.#cabinet.planted.has('annuaire-sans-chargement-automatique')) return;
    void this.#next(async () => {
      await this.#fetch(access);
      this.#automatic = new Date();
      return [];
    });
  }

  /** A failed load leaves what was loaded before; the automatic one is tried again an hour later. */
  #next(run: () => Promise<string[]>): Promise<string[]> {
    const done = this.#queue.then(run).catch((thrown: unknown) => {
      if (thrown instanceof Error) return [`Annuaire non chargé : ${thrown.message}`];
      throw thrown;
    });
    this.#queue = done;
    return done;
  }

  async #fetch({ url, ca }: DirectoryAccess): Promise<void> {
    if (this.#cabinet.planted.has('annuaire-chargement-fictif')) return;
    const [activities, mailboxes] = await Promise.all(
      [url, new URL('Extraction_Correspondance_MSSante.txt', url).href].map((address) => text({ url: address, ca })),
    );
    const read = readExtractions(activities ?? '', mailboxes ?? '');
    const kept = this.#cabinet.planted.has('annuaire-inactifs-gardes') ? this.#professionals : [];
    this.#professionals = new Map([...kept, ...read]);
    this.#update();
  }

  /** Records follow the directory: those of correspondents, and the user's own, made at the first load. */
  #update(): void {
    const { planted } = this.#cabinet;
    const own = this.#professionals.get(physician.id.slice(1));
    if (own !== undefined && !this.#records.has(own.rpps)) this.#records.set(own.rpps, this.#shown(own));
    for (const rpps of this.#records.keys()) {
      const known = this.#professionals.get(rpps);
      const frozen = planted.has(rpps === own?.rpps ? 'annuaire-utilisateur-fige' : 'annuaire-correspondant-fige');
      if (known !== undefined && !frozen) this.#records.set(rpps, this.#shown(known));
    }
  }

  #shown(one: Professional): Professional {
    const { planted } = this.#cabinet;
    if (planted.has('annuaire-mssante-absente')) return { ...one, mssante: '' };
    const guessed = one.mssante === '' && planted.has('annuaire-mssante-devinee');
    return guessed ? { ...one, mssante: `${one.prenom}.${one.nom}@test.mssante.fr`.toLowerCase() } : one;
  }

  #period(): number {
    if (this.#cabinet.planted.has('annuaire-periodicite-ignoree')) return 7 * day;
    const days = Number(this.#cabinet.settings.get('periodicite_annuaire'));
    return (days >= 1 ? days : 7) * day;
  }
}

/** The extraction of a whole country is read too; it is asked for packed. */
const longest = 2_000_000_000;

async function text(asked: { url: string; ca: string }): Promise<string> {
  const { status, text: body } = await ask({ ...asked, headers: { 'Accept-Encoding': 'gzip' }, longest });
  if (status !== 200) throw new CabinetError('service_indisponible', `l’extraction répond ${status}.`);
  return body;
}
