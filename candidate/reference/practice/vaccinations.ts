import type { VerbResult } from '../../contract/index.ts';
import type { DefectSet } from '../defects.ts';
import type { Act, Journals } from '../journals.ts';
import { expiryDate, fnc1, readGs1 } from './gs1.ts';

type Vaccination = VerbResult<'lireVaccinations'>['lignes'][number];

/** Vaccinations of the patients, recorded from the datamatrix of the box (ERGO/va1.07). */
export class Vaccinations {
  readonly #journals: Journals;
  readonly #planted: DefectSet;
  readonly #lines = new Map<string, Vaccination[]>();

  constructor(journals: Journals, planted: DefectSet) {
    this.#journals = journals;
    this.#planted = planted;
  }

  /** Vaccinations of a file, the latest first. */
  of(dossier: string): Vaccination[] {
    return [...(this.#lines.get(dossier) ?? [])].reverse();
  }

  /** Records what the datamatrix of the box says. */
  record(act: Act, scanned: string): string[] {
    const read = this.#read(scanned);
    if (read === null) return ['Vaccination non enregistrée : ce n’est pas le datamatrix d’une boîte de médicament.'];
    this.#lines.set(act.patient.id, [...(this.#lines.get(act.patient.id) ?? []), read]);
    this.#journals.access(act, 'Vaccination enregistrée', `CIP ${read.cip}, lot ${read.lot}`);
    return [`Vaccination enregistrée : CIP ${read.cip}, lot ${read.lot}, péremption ${frenchDate(read.peremption)}.`];
  }

  #read(scanned: string): Vaccination | null {
    const planted = this.#planted;
    if (planted.has('vaccin-ordre-suppose')) return byPlace(scanned);
    const values = readGs1(scanned, { separators: !planted.has('vaccin-separateur-ignore') });
    const gtin = values?.get('01') ?? '';
    const expiry = values?.get('17') ?? '';
    // The CIP of a French medicine is its GTIN without the leading 0.
    const cip = planted.has('vaccin-cip-tronque') ? gtin.slice(-7) : gtin.replace(/^0/, '');
    const lot = planted.has('vaccin-lot-oublie') ? '' : (values?.get('10') ?? '');
    if (gtin === '') return null;
    const known = planted.has('vaccin-peremption-jour-zero') ? expiry.replace(/00$/, '01') : expiry;
    return { cip, lot, peremption: /^\d{6}$/.test(known) ? expiryDate(known) : '' };
  }
}

/** A date as people read it. */
export function frenchDate(date: string): string {
  return date.split('-').reverse().join('/');
}

/** What a product reads that supposes the order of the elements. */
function byPlace(scanned: string): Vaccination {
  const [, gtin = '', expiry = '', lot = ''] =
    /^01(\d{14})17(\d{6})10([^<]*)/.exec(scanned.replaceAll(fnc1, '<')) ?? [];
  return { cip: gtin.slice(1), lot, peremption: expiry === '' ? '' : expiryDate(expiry) };
}
