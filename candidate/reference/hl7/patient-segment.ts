import type { DefectSet } from '../defects.ts';
import type { Patient } from '../model.ts';
import { components, line, value } from './er7.ts';

/** The authority of the practice's own patient numbers. */
export const localAuthority = { name: 'CABINET-TEMOIN', oid: '1.2.250.1.213.9999.2' } as const;

/** The PID of every outgoing message (annexe INS of the CI-SIS: INS/va1.61, INS/va1.71). */
export function patientSegment(patient: Patient, ipp: string | undefined, planted: DefectSet): string {
  const { nomNaissance, prenom, prenoms, nomUtilise, prenomUtilise, sexe, dateNaissance, lieuNaissance } =
    patient.traits;
  const fields: Record<number, string> = {
    1: '1',
    3: identifiers(patient, ipp, planted).join('~'),
    5: [
      `${components(nomNaissance, prenom, prenoms)}^^^^L`,
      ...(nomUtilise === null ? [] : [`${components(nomUtilise, prenomUtilise ?? prenom)}^^^^^D`]),
    ].join('~'),
    7: (dateNaissance ?? '').replaceAll('-', ''),
    8: sexe ?? '',
    11: `^^^^^^BDL^^${value(lieuNaissance ?? '')}`,
    18: `${patient.id}^^^${localAuthority.name}&${localAuthority.oid}&ISO^AN`,
    32: statusOf(patient, planted),
  };
  return line('PID', ...Array.from({ length: 32 }, (_, i) => fields[i + 1] ?? ''));
}

function identifiers(patient: Patient, ipp: string | undefined, planted: DefectSet): string[] {
  const local = `${patient.id}^^^${localAuthority.name}&${localAuthority.oid}&ISO^PI`;
  const hospital = ipp === undefined ? [] : [`${value(ipp)}^^^CHU-PROBANT&1.2.250.1.213.9999.1&ISO^PI`];
  return [local, ...hospital, ...nationalIdentity(patient, planted)];
}

/** The INS goes with a qualified identity, and with no other (EXI ID 29). */
function nationalIdentity({ statut, matricule, oid }: Patient, planted: DefectSet): string[] {
  if (matricule === null || oid === null || planted.has('hl7-ins-omise')) return [];
  if (statut !== 'QUAL' && !planted.has('hl7-ins-toujours-transmise')) return [];
  const authority = oid === '1.2.250.1.213.1.4.9' ? 'ASIP-SANTE-INS-NIA' : 'ASIP-SANTE-INS-NIR';
  const written = planted.has('hl7-oid-ins-c') ? '1.2.250.1.213.1.4.2' : oid;
  return [`${matricule}^^^${authority}&${written}&ISO^INS`];
}

/** PID-32: VALI says that the identity was checked; a mark on it comes besides. */
function statusOf({ statut, attributs }: Patient, planted: DefectSet): string {
  if (planted.has('hl7-statut-omis')) return '';
  const marks = attributs.flatMap((one) => (one === 'douteuse' ? ['DOUTE'] : one === 'fictive' ? ['FICTI'] : []));
  return [statut === 'QUAL' || statut === 'VALI' ? 'VALI' : 'PROV', ...marks].join('~');
}
