import type { DefectSet } from '../defects.ts';
import type { Code } from '../documents/organisation.ts';

/** From whom a deposited document is hidden. */
export interface Visibility {
  masquePs: boolean;
  invisiblePatient: boolean;
  invisibleRepresentants: boolean;
}

/** Hidden from nobody. */
export const visibilityFree: Visibility = { masquePs: false, invisiblePatient: false, invisibleRepresentants: false };

const codeSystem = '1.2.250.1.213.1.1.4.13';

/** Codes of JDV_J58 besides the level of confidentiality, and their labels (facts, DMP §5.6). */
const labels = {
  MASQUE_PS: 'Masqué aux professionnels de santé',
  INVISIBLE_PATIENT: 'Non visible par le patient',
  INVISIBLE_REPRESENTANTS_LEGAUX: 'Non visible par les représentants légaux du patient',
} as const;

type VisibilityCode = keyof typeof labels;

/** The codes of a choice. */
export function visibilityCodes(chosen: Visibility, planted: DefectSet): Code[] {
  const masked = (chosen.masquePs && !planted.has('dmp-masque-ignore')) || planted.has('dmp-masque-toujours');
  const codes: Array<[VisibilityCode, boolean]> = [
    ['MASQUE_PS', masked],
    ['INVISIBLE_PATIENT', chosen.invisiblePatient && !planted.has('dmp-invisible-patient-ignore')],
    [
      'INVISIBLE_REPRESENTANTS_LEGAUX',
      chosen.invisibleRepresentants && !planted.has('dmp-invisible-representants-ignore'),
    ],
  ];
  const system = planted.has('dmp-visibilite-autre-nomenclature') ? '2.16.840.1.113883.5.25' : codeSystem;
  return codes.flatMap(([code, wanted]) => (wanted ? [{ code, codeSystem: system, displayName: labels[code] }] : []));
}

/** Visibility of an entry, in words; « visible de tous » when nothing hides it (EX_3.1-1080). */
export function visibilityLabel(codes: readonly string[]): string {
  const shown = Object.entries(labels).flatMap(([code, label]) => (codes.includes(code) ? [label] : []));
  return shown.length === 0 ? 'Visible de tous' : shown.join(', ');
}
