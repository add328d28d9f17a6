import type { DefectSet } from '../defects.ts';
import type { Act } from '../journals.ts';

/** A request to the DMP that the user does not wait for. */
interface Pending {
  objet: string;
  etat: 'en cours' | 'terminée' | 'en échec';
  /** What it said at its end, until it is shown. */
  messages: string[];
  ended: Promise<void>;
}

/** Line of the list of requests. */
export type RequestLine = Pick<Pending, 'objet' | 'etat'>;

/** What the screens call each kind of request. */
export const requestLabels = { consultation: 'Consultation du DMP', depot: 'Dépôt au DMP' } as const;

/** How many requests a screen shows. */
const shown = 5;
/** How long a screen waits for an answer before it goes on without it. */
const grace = 400;
/** How long somebody waits who wants to see the end. */
const patience = 4_000;

const goesOn = 'La requête au DMP est en cours : vous pouvez continuer à travailler, sa fin sera affichée ici.';

/** Requests to the DMP under way: the screens never wait for their end (DMP/UX.10). */
export class DmpRequests {
  readonly #planted: DefectSet;
  readonly #pending = new Map<string, Pending[]>();

  constructor(planted: DefectSet) {
    this.#planted = planted;
  }

  /** Starts a request, and says at once what the screen says: its end, when it came quickly. */
  async start({ patient }: Act, objet: string, work: () => Promise<string[]>): Promise<string[]> {
    const pending: Pending = { objet, etat: 'en cours', messages: [], ended: Promise.resolve() };
    pending.ended = this.#run(pending, work);
    const list = this.#pending.get(patient.id) ?? [];
    this.#pending.set(patient.id, [...list, pending]);
    if (this.#planted.has('dmp-requete-bloquante')) await pending.ended;
    else await Promise.race([pending.ended, pause(grace)]);
    return pending.etat === 'en cours' ? [goesOn] : pending.messages.splice(0);
  }

  /** The latest requests of a file, in the order of their start. */
  of(dossier: string): RequestLine[] {
    if (this.#planted.has('dmp-requetes-non-montrees')) return [];
    const frozen = this.#planted.has('dmp-fin-de-requete-tue');
    const latest = this.#all(dossier).slice(-shown);
    return latest.map(({ objet, etat }) => ({ objet, etat: frozen ? 'en cours' : etat }));
  }

  /** True while one of them has not ended. */
  running(dossier: string): boolean {
    return this.#all(dossier).some(({ etat }) => etat === 'en cours');
  }

  /** What the requests that have ended said, once. */
  messages(dossier: string): string[] {
    return this.#all(dossier).flatMap(({ etat, messages }) => (etat === 'en cours' ? [] : messages.splice(0)));
  }

  /** Waits for the end of the requests of a file, some seconds at most. */
  async settled(dossier: string): Promise<string[]> {
    const ends = Promise.all(this.#all(dossier).map(({ ended }) => ended));
    await Promise.race([ends, pause(patience)]);
    return this.messages(dossier);
  }

  async #run(pending: Pending, work: () => Promise<string[]>): Promise<void> {
    try {
      pending.messages = await work();
      pending.etat = 'terminée';
    } catch (thrown) {
      pending.messages = [thrown instanceof Error ? thrown.message : 'La requête au DMP a échoué.'];
      pending.etat = 'en échec';
    }
  }

  #all(dossier: string): Pending[] {
    return this.#pending.get(dossier) ?? [];
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
