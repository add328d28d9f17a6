import { consultationDefects } from './defects/consultation.ts';
import { dmpDefects } from './defects/dmp.ts';
import { documentDefects } from './defects/documents.ts';
import { historyDefects } from './defects/history.ts';
import { hl7Defects } from './defects/hl7.ts';
import { hospitalDefects } from './defects/hospital.ts';
import { identityDefects } from './defects/identity.ts';
import { mailDefects } from './defects/mail.ts';
import { mailConnectionDefects } from './defects/mail-connection.ts';
import { mailReadingDefects } from './defects/mail-reading.ts';
import { practiceDefects } from './defects/practice.ts';
import { reportDefects } from './defects/reports.ts';
import { signInDefects } from './defects/sign-in.ts';

/** One small wrong behaviour that can be planted in Cabinet Témoin, to see a control point fail. */
export interface Defect {
  id: string;
  /** French: what the product then does wrong. */
  title: string;
}

/** Every planted defect: one file a subject. */
const registry = {
  ...identityDefects,
  ...documentDefects,
  ...dmpDefects,
  ...consultationDefects,
  ...mailDefects,
  ...historyDefects,
  ...hl7Defects,
  ...mailConnectionDefects,
  ...practiceDefects,
  ...signInDefects,
  ...hospitalDefects,
  ...reportDefects,
  ...mailReadingDefects,
};

/** Id of a planted defect. */
export type DefectId = keyof typeof registry;

/** Every planted defect. */
export const defects: readonly Defect[] = Object.entries(registry).map(([id, title]) => ({ id, title }));

/** True when `id` is in the registry. */
export function isDefectId(id: string): id is DefectId {
  return Object.hasOwn(registry, id);
}

/** The defects planted in a running Cabinet Témoin. */
export class DefectSet {
  readonly #planted: ReadonlySet<DefectId>;
  readonly #consulted = new Set<DefectId>();

  constructor(planted: Iterable<DefectId> = []) {
    this.#planted = new Set(planted);
  }

  has(id: DefectId): boolean {
    this.#consulted.add(id);
    return this.#planted.has(id);
  }

  /** The defects that were asked about since the last call: what was done meanwhile depends on no other. */
  takeConsulted(): DefectId[] {
    const taken = [...this.#consulted];
    this.#consulted.clear();
    return taken;
  }
}
