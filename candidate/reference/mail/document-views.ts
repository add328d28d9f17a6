import type { VerbResult } from '../../contract/index.ts';
import { instantText } from '../dates.ts';
import type { DefectSet } from '../defects.ts';
import { isAbnormal, isCritical, isOutOfRange, type LabRange, type LabResult, type Quantity } from './lab-results.ts';
import type { ReceivedMail, ReceivedPiece } from './received-mail.ts';
import { defaultStyleSheet } from './style-sheet.ts';

type Shown = VerbResult<'lireDocumentRecu'>;
type ResultLine = Shown['resultats'][number];

const interpretations: Record<string, string> = {
  N: 'normal',
  A: 'anormal',
  AA: 'critique (anormal)',
  H: 'anormal (haut)',
  HU: 'anormal (nettement haut)',
  HH: 'critique (haut)',
  L: 'anormal (bas)',
  LU: 'anormal (nettement bas)',
  LL: 'critique (bas)',
};

/** Shows received documents: who they are about, what they say, what has to be seen at once. */
export class DocumentViews {
  readonly #planted: DefectSet;

  constructor(planted: DefectSet) {
    this.#planted = planted;
  }

  /** One message's documents; `unit` is the unit that the user prefers. */
  show({ documents, mail, problem }: ReceivedMail, unit?: string): Shown {
    const [first] = documents;
    const alertes = [...(problem === null ? [] : [problem]), ...documents.flatMap((piece) => this.alerts(piece))];
    return {
      patient: first === undefined ? '' : this.patientOf(first),
      titre: first === undefined ? mail.subject : this.titleOf(first, mail.subject),
      auteur: first === undefined ? mail.from.name || mail.from.address : this.authorOf(first),
      type: first === undefined ? 'Courriel' : this.typeOf(first),
      feuilleDeStyle: first === undefined ? null : this.#styleSheet(first),
      alertes: [...new Set(alertes)],
      resultats: documents.flatMap((piece) => this.#results(piece, unit)),
    };
  }

  patientOf({ cda: { patient } }: ReceivedPiece): string {
    return this.#planted.has('document-recu-autre-patient')
      ? 'MARTIN Camille'
      : `${patient.nomNaissance} ${patient.prenom}`;
  }

  titleOf({ cda, entry }: ReceivedPiece, subject: string): string {
    return this.#planted.has('document-recu-sans-titre') ? subject : cda.title || entry.title;
  }

  authorOf({ cda, entry }: ReceivedPiece): string {
    return this.#planted.has('document-recu-sans-auteur') ? '' : cda.author || entry.author;
  }

  typeOf({ cda, entry }: ReceivedPiece): string {
    return this.#planted.has('document-recu-type-code') ? cda.typeCode : cda.type || entry.type || cda.typeCode;
  }

  /** What a document has to be signalled for. */
  alerts(piece: ReceivedPiece): string[] {
    const deleted = piece.action === 'suppression' || piece.later?.piece.action === 'suppression';
    return [...this.#lifeAlerts(piece), ...(deleted ? [] : this.#labAlerts(piece.cda.results)), ...piece.doubts];
  }

  /** Units in which a document gives its results. */
  units({ documents }: ReceivedMail): string[] {
    const given = documents.flatMap(({ cda }) => cda.results.flatMap(({ quantities }) => quantities));
    return [...new Set(given.map(({ unit }) => unit).filter((unit) => unit !== ''))];
  }

  #lifeAlerts({ action, former, later }: ReceivedPiece): string[] {
    return [
      action === 'suppression' && 'Suppression d’un compte rendu annoncée par son auteur',
      action === 'suppression' && former === null && 'Le compte rendu supprimé n’a pas été reçu ici',
      action === 'remplacement' && 'Nouvelle version d’un document déjà reçu',
      later !== null && later.piece.action === 'suppression' && `Supprimé par son auteur le ${instantText(later.at)}`,
      later !== null &&
        later.piece.action === 'remplacement' &&
        `Remplacé par une version reçue le ${instantText(later.at)}`,
    ].filter((alert) => alert !== false);
  }

  /** BIO/va1.05, va1.06, va1.01: pathological, out of range, critical. */
  #labAlerts(results: readonly LabResult[]): string[] {
    const planted = this.#planted;
    if (planted.has('bio-signalements-absents')) return [];
    const abnormal = results.some(isAbnormal) && !planted.has('bio-pathologique-tu');
    const critical = results.some(planted.has('bio-critique-tout-anormal') ? isAbnormal : isCritical);
    return [
      critical && !planted.has('bio-critique-tu') && 'Résultat critique',
      (abnormal || planted.has('bio-alerte-toujours')) && 'Résultat pathologique',
      results.some(isOutOfRange) &&
        !planted.has('bio-hors-intervalle-tu') &&
        'Résultat hors de l’intervalle de référence',
    ].filter((alert) => alert !== false);
  }

  #styleSheet({ styleSheet, cda }: ReceivedPiece): string | null {
    // A level 1 document is a file in an envelope: there is nothing to format.
    if (cda.pdf !== null) return null;
    if (styleSheet !== null && !this.#planted.has('bio-feuille-jointe-ignoree')) return styleSheet.name;
    return this.#planted.has('bio-feuille-absente') ? null : defaultStyleSheet;
  }

  /** Results of a document; those that it changed or took away keep their former value in sight (BIO/va1.02, va1.07). */
  #results(piece: ReceivedPiece, unit?: string): ResultLine[] {
    const { cda, action, former, later } = piece;
    const deletion = action === 'suppression' || later?.piece.action === 'suppression';
    if (deletion) {
      const source = action === 'suppression' ? (former?.cda.results ?? cda.results) : cda.results;
      return this.#planted.has('bio-suppression-efface') ? [] : source.map((result) => this.#gone(result, unit));
    }
    const before = this.#planted.has('bio-anciennes-valeurs-perdues') ? [] : (former?.cda.results ?? []);
    const kept = cda.results.map((result) =>
      this.#line(
        result,
        unit,
        before.find(({ code }) => code === result.code),
      ),
    );
    const removed = before.filter(({ code }) => !cda.results.some((result) => result.code === code));
    const hidden = this.#planted.has('bio-resultat-retire-tu');
    return [...kept, ...(hidden ? [] : removed.map((result) => this.#gone(result, unit)))];
  }

  #gone(result: LabResult, unit: string | undefined): ResultLine {
    const line = this.#line(result, unit, undefined);
    return { ...line, valeur: '', interpretation: '', historique: `${quantityText(line)} (supprimé)` };
  }

  #line(result: LabResult, unit: string | undefined, former: LabResult | undefined): ResultLine {
    const planted = this.#planted;
    const shown = this.#chosen(result, unit);
    const old = former === undefined ? undefined : this.#chosen(former, unit);
    const changed = old !== undefined && (old.value !== shown.value || old.unit !== shown.unit);
    return {
      analyse: result.label,
      valeur: shown.value,
      unite: planted.has('bio-unite-absente') ? '' : shown.unit,
      reference: planted.has('bio-reference-absente') ? '' : rangeText(result.ranges, shown.unit),
      interpretation: planted.has('bio-interpretation-absente') ? '' : (interpretations[result.interpretation] ?? ''),
      historique: changed ? `${old.value} ${old.unit}`.trim() : '',
    };
  }

  /** The quantity in the unit that the user chose, or the document's first. */
  #chosen({ quantities }: LabResult, unit: string | undefined): Quantity {
    const [first = { value: '', unit: '' }] = quantities;
    if (this.#planted.has('bio-unite-choix-ignore')) return first;
    const found = quantities.find((quantity) => quantity.unit === unit) ?? first;
    return this.#planted.has('bio-unite-non-convertie') ? { value: first.value, unit: found.unit } : found;
  }
}

function quantityText({ valeur, unite }: ResultLine): string {
  return `${valeur} ${unite}`.trim();
}

/** The interval in the unit that is shown, or the one that the report gives, with its unit. */
function rangeText(ranges: readonly LabRange[], unit: string): string {
  const range = ranges.find((one) => one.unit === unit) ?? ranges[0];
  if (range === undefined) return '';
  const bounds =
    range.low !== '' && range.high !== ''
      ? `${range.low} – ${range.high}`
      : range.low !== ''
        ? `≥ ${range.low}`
        : `≤ ${range.high}`;
  return `${bounds} ${range.unit}`.trim();
}
