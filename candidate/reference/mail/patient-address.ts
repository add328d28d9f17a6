import type { DefectSet } from '../defects.ts';
import type { Patient } from '../model.ts';

const domain = 'patient.mssante.fr';

/** Address of a patient in Mon espace santé; null unless the INS is qualified (MSS va1.19, ECO 2.2.6). */
export function patientAddress({ statut, matricule, attributs }: Patient, planted: DefectSet): string | null {
  if (matricule === null || planted.has('adresse-patient-refusee')) return null;
  // A doubtful or fictive identity has lost its status and its matricule already (INS/va1.44).
  const qualified = statut === 'QUAL' && !attributs.includes('fictive');
  if (!qualified && !planted.has('adresse-patient-non-qualifiee')) return null;
  return `${planted.has('adresse-patient-sans-cle') ? matricule.slice(0, 13) : matricule}@${domain}`;
}

/** True for the address of a user of Mon espace santé. */
export function isPatientAddress(address: string): boolean {
  return address.toLowerCase().endsWith(`@${domain}`);
}
