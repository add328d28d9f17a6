import type { VerbArgs, VerbResult } from '../../contract/index.ts';
import type { Cabinet } from '../cabinet.ts';
import { Pace } from '../dmp/pace.ts';
import type { DocumentKind, MedicalDocument } from '../documents/document.ts';
import { compactDay, frenchDay } from '../documents/instants.ts';
import { kinds } from '../documents/kinds.ts';
import type { Act } from '../journals.ts';
import { toComparable } from '../lexicon.ts';

/** What of a patient's former documents is wanted. */
export type HistoryFilters = Omit<VerbArgs<'deposerHistorique'>, 'dossier' | 'type'> & {
  type?: DocumentKind | undefined;
};

/** One line of the list. */
export type HistoryLine = VerbResult<'lireDocumentsAnterieurs'>['lignes'][number];

/** One line of the monthly indicator. */
export type IndicatorLine = VerbResult<'lireIndicateurHistorique'>['lignes'][number];

/** A deposit that the batch made, or tried. */
interface Deposited {
  at: Date;
  auteur: string;
  dossier: string;
  reussi: boolean;
}

const plain = { masquePs: false, invisiblePatient: false, invisibleRepresentants: false };

/** Feeds the DMP with what the practice holds of before (DMP/HISTO.01 to HISTO.07). */
export class HistoryService {
  readonly #cabinet: Cabinet;
  readonly #deposits: Deposited[] = [];

  constructor(cabinet: Cabinet) {
    this.#cabinet = cabinet;
  }

  /** The validated documents of a file that the filters keep, the latest act first, and whether each is in the DMP (HISTO.01). */
  lines(dossier: string, filters: HistoryFilters): HistoryLine[] {
    return this.#kept(dossier, filters).map((document) => ({
      document: document.id,
      titre: document.titre,
      type: kinds[document.type].label,
      auteur: document.auteur,
      date: frenchDay(document.date),
      depot: this.#mark(document),
    }));
  }

  /** Deposits by lot what the filters keep and is not there yet, at the pace that the practice set (HISTO.05, HISTO.06). */
  async deposit(act: Act, filters: HistoryFilters): Promise<string[]> {
    const { dmp, planted, directory } = this.#cabinet;
    const ready = dmp.gate.ready(act, { consultation: false });
    if (!ready.ok) return [ready.texte];
    // Who has left the RPPS is known once the directory is there.
    await directory.state();
    const again = planted.has('historique-redepose');
    const wanted = this.#kept(act.patient.id, filters).filter((document) => again || !dmp.feeding.holds(document));
    if (wanted.length === 0)
      return ['Aucun document à déposer : ceux que les filtres retiennent sont déjà dans le DMP.'];
    const refused = planted.has('historique-vitesse-ignoree')
      ? await Promise.all(wanted.map((document) => this.#one(act, document)))
      : await this.#inTurn(act, wanted);
    const reasons = refused.flat();
    const done = wanted.length - reasons.length;
    return [`Historique : ${done} document(s) déposé(s) dans le DMP sur ${wanted.length}.`, ...reasons];
  }

  /** Documents deposited by the batches, by month and author (HISTO.07). */
  indicator(): IndicatorLine[] {
    const { planted } = this.#cabinet;
    const groups = Map.groupBy(this.#deposits, ({ at, auteur }) => `${monthText(at)} ${auteur}`);
    return [...groups.values()].flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const counted = group.filter(({ reussi }) => reussi);
      return [
        {
          mois: planted.has('historique-indicateur-sans-mois') ? '' : monthText(first.at),
          auteur: first.auteur,
          deposes: String(planted.has('historique-indicateur-fige') ? 0 : counted.length),
          patients: String(new Set(counted.map(({ dossier }) => dossier)).size),
          echecs: String(group.length - counted.length),
        },
      ];
    });
  }

  async #inTurn(act: Act, documents: readonly MedicalDocument[]): Promise<string[][]> {
    const set = Number(this.#cabinet.settings.get('vitesse_historique'));
    const pace = new Pace(set > 0 ? set : 1);
    const told: string[][] = [];
    for (const document of documents) told.push(await this.#one(act, document, pace));
    return told;
  }

  /** Deposits one; gives why it was not, where it was not. */
  async #one(act: Act, document: MedicalDocument, pace?: Pace): Promise<string[]> {
    const { dmp, planted } = this.#cabinet;
    if (planted.has('historique-redepose')) dmp.feeding.forget(document);
    const messages = await dmp.feeding.deposit(act, document.id, pace === undefined ? plain : { ...plain, pace });
    const reussi = dmp.feeding.holds(document);
    this.#deposits.push({ at: new Date(), auteur: document.auteur, dossier: act.patient.id, reussi });
    return reussi ? [] : [`« ${document.titre} » : ${messages.join(' ')}`];
  }

  #mark(document: MedicalDocument): string {
    const { dmp, planted } = this.#cabinet;
    if (planted.has('historique-depot-non-montre')) return '';
    const there = dmp.feeding.holds(document) || planted.has('historique-depot-toujours-montre');
    return there ? `déjà déposé (${document.partages.at(-1) ?? 'DMP'})` : 'à déposer';
  }

  #kept(dossier: string, { debut = '', fin = '', type, auteur = '' }: HistoryFilters): MedicalDocument[] {
    const { planted, documents } = this.#cabinet;
    return documents
      .of(dossier)
      .filter(({ etat }) => etat === 'validé')
      .filter((document) => {
        const day = compactDay(document.date);
        const after = debut === '' || day >= debut.replaceAll('-', '');
        const before = fin === '' || day <= fin.replaceAll('-', '');
        const inTime = (after && before) || planted.has('historique-periode-ignoree');
        const ofType = type === undefined || document.type === type || planted.has('historique-type-ignore');
        const byAuthor = toComparable(document.auteur).includes(toComparable(auteur));
        return inTime && ofType && (byAuthor || planted.has('historique-auteur-ignore'));
      })
      .toSorted((one, other) => other.date.getTime() - one.date.getTime());
  }
}

function monthText(at: Date): string {
  return `${String(at.getMonth() + 1).padStart(2, '0')}/${at.getFullYear()}`;
}
