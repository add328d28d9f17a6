import type { VerbArgs } from '../../contract/index.ts';
import type { Cabinet } from '../cabinet.ts';
import { organisationOf, physician } from '../documents/organisation.ts';
import type { ExchangeLine, Practitioner } from '../exchanges.ts';

/** Something that the dashboard counts. */
export interface Counted {
  at: Date;
  pour: Practitioner;
  what: 'documents' | 'depotsDmp' | 'envoisPro' | 'envoisPatient' | 'echecsDmp' | 'echecsMss';
}

/** What the activity is read from. */
export type ActivityFacts = Pick<Cabinet, 'documents' | 'exchanges' | 'planted' | 'services'>;

type Asked = VerbArgs<'genererActivite'>;

/** What the practice produced, deposited and sent, and the dated test activity (TBB/va1.03, va1.05). */
export class Activity {
  readonly #cabinet: ActivityFacts;
  readonly #own: Practitioner;
  /** Documents of the test activity: they are in no patient's file. */
  readonly #generated: Counted[] = [];

  constructor(cabinet: ActivityFacts) {
    this.#cabinet = cabinet;
    // Struct_IdNat is 1 and the FINESS, PS_IdNat 8 and the RPPS.
    const { id } = organisationOf(cabinet.services);
    this.#own = { finess: id.replace(/^1(?=\d{9}$)/, ''), rpps: physician.id.slice(1) };
  }

  /** Everything that counts, in no order. */
  all(): Counted[] {
    const documents = this.#cabinet.documents.all().flatMap(({ valideLe }): Counted[] => {
      return valideLe === null ? [] : [{ at: valideLe, pour: this.#own, what: 'documents' }];
    });
    const exchanges = this.#cabinet.exchanges.all().flatMap((line) => this.#count(line));
    return [...documents, ...this.#generated, ...exchanges].filter(({ what }) => !this.#isForgotten(what));
  }

  /** Makes a dated test activity: each document is deposited, sent to a professional and to the patient. */
  generate(asked: Asked): string[] {
    const months = monthsOf(asked.periode);
    const parMois = Number(asked.parMois);
    if (months.length === 0 || !(parMois > 0)) return ['Jeu d’essai non généré : période ou nombre invalide.'];
    for (const month of months) for (let n = 0; n < parMois; n += 1) this.#document(asked, month, n);
    return [`Jeu d’essai généré : ${months.length * parMois} documents sur ${months.length} mois.`];
  }

  #document({ finess, rpps, echecsDmp, echecsMss }: Asked, month: string, n: number): void {
    const at = new Date(`${month}-${String(1 + (n % 28)).padStart(2, '0')}T10:00:00`);
    const pour = { finess, rpps };
    const line = { at, pour, auteur: 'Jeu d’essai', dossier: null, objet: 'Document d’essai', ins: false };
    const { exchanges } = this.#cabinet;
    this.#generated.push({ at, pour, what: 'documents' });
    exchanges.add({ ...line, kind: 'depot_dmp', partenaire: 'DMP', ...outcome(n >= Number(echecsDmp)) });
    exchanges.add({ ...line, kind: 'mss_pro', partenaire: 'Confrère d’essai', ...outcome(n >= Number(echecsMss)) });
    exchanges.add({ ...line, kind: 'mss_patient', partenaire: 'Patient d’essai', ...outcome(true) });
  }

  #count({ at, kind, reussi, pour = this.#own }: ExchangeLine): Counted[] {
    const { planted } = this.#cabinet;
    if (kind === 'depot_dmp') {
      const success = reussi || planted.has('tableau-depots-avec-echecs');
      return [{ at, pour, what: success ? 'depotsDmp' : 'echecsDmp' }];
    }
    if (kind !== 'mss_pro' && kind !== 'mss_patient') return [];
    if (!reussi) return [{ at, pour, what: 'echecsMss' }];
    const patient = kind === 'mss_patient' && !planted.has('tableau-patients-comptes-pro');
    return [{ at, pour, what: patient ? 'envoisPatient' : 'envoisPro' }];
  }

  #isForgotten(what: Counted['what']): boolean {
    const { planted } = this.#cabinet;
    if (what === 'documents') return planted.has('tableau-sans-documents');
    return what.startsWith('echecs') && planted.has('tableau-sans-echecs');
  }
}

function outcome(reussi: boolean): Pick<ExchangeLine, 'reussi' | 'reponse'> {
  return { reussi, reponse: reussi ? 'accepté' : 'refusé par le service' };
}

/** Months of a period, `AAAA-MM`, both ends included; none when it is not a period. */
export function monthsOf({ debut, fin }: Asked['periode']): string[] {
  const rank = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
  if (![debut, fin].every((month) => /^\d{4}-(0[1-9]|1[0-2])$/.test(month))) return [];
  const first = rank(debut);
  return Array.from({ length: Math.max(0, rank(fin) - first + 1) }, (_, i) => {
    const at = first + i;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}
