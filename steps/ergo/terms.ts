import type { VerbArgs } from '../../candidate/index.ts';
import type { ProbantWorld } from '../runtime/index.ts';

/** Name of a terminology. */
export type Terminology = VerbArgs<'chercherNomenclature'>['nomenclature'];

/** A code, and a word of its label. */
export interface Term {
  nomenclature: Terminology;
  code: string;
  mot: string;
}

// Facts of the terminologies themselves, that every edition in use holds.
const known: Readonly<Record<Terminology, Readonly<Record<string, string>>>> = {
  'CIM-10': { E11: 'diabète', I10: 'hypertension', J45: 'asthme', G43: 'migraine', N30: 'cystite' },
  'CISP-2': { R05: 'toux', A03: 'fièvre', K86: 'hypertension', R96: 'asthme' },
  LOINC: { '4548-4': 'hémoglobine', '2160-0': 'créatinine', '2951-2': 'sodium', '2276-4': 'ferritine' },
  CCAM: {
    DEQP003: 'électrocardiographie',
    ZBQK002: 'radiographie',
    HHFA001: 'appendicectomie',
    QEQK001: 'mammographie',
  },
  ATC: { A10BA02: 'metformine', N02BE01: 'paracétamol', J01CA04: 'amoxicilline', C09AA05: 'ramipril' },
};

// Terms whose label begins with an accent, or soon has one, and one of the same terminology that it must not bring.
const accented: ReadonlyArray<Term & { autre: string }> = [
  { nomenclature: 'CCAM', code: 'DEQP003', mot: 'électrocardiographie', autre: 'QEQK001' },
  { nomenclature: 'ATC', code: 'N02BE01', mot: 'paracétamol', autre: 'A10BA02' },
  { nomenclature: 'LOINC', code: '2160-0', mot: 'créatinine', autre: '2951-2' },
  { nomenclature: 'LOINC', code: '4548-4', mot: 'hémoglobine', autre: '2276-4' },
];

/** A term of a terminology, drawn from the run. */
export function drawTerm(world: ProbantWorld, nomenclature: Terminology): Term {
  const [code, mot] = pick(world, Object.entries(known[nomenclature])) as [string, string];
  return { nomenclature, code, mot };
}

/** A term whose label has accents, and another one, drawn from the run. */
export function drawAccented(world: ProbantWorld): Term & { autre: string } {
  return pick(world, accented) as Term & { autre: string };
}

/** A text without its accents. */
export function withoutAccents(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{Mn}/gu, '');
}

function pick<T>(world: ProbantWorld, values: readonly T[]): T | undefined {
  return values[Number(world.drawCorrespondent().rpps) % values.length];
}
