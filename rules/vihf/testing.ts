import { coded, dmpEchanges, dmpEnvelope, type VihfChanges, vihfXml } from '../dmp/testing.ts';
import type { RuleInputs } from '../rule.ts';

/** Attributes of an automate of the ROR (VIHF 2.0), in place of those of the DMP. */
export const rorAttributes: NonNullable<VihfChanges['attributes']> = {
  Identifiant_Structure: null,
  Secteur_Activite: null,
  VIHF_Version: '2.0',
  Authentification_Mode: null,
  'urn:oasis:names:tc:xacml:2.0:resource:resource-id': null,
  Ressource_URN: 'urn:ROR',
  'urn:oasis:names:tc:xacml:2.0:subject:role': coded('Role', 'AUTOMATE', '1.2.250.1.213.1.1.4.6'),
  'urn:oasis:names:tc:xspa:1.0:subject:purposeofuse': null,
  LPS_Nom: null,
  LPS_Version: null,
  LPS_ID_HOMOLOGATION_DMP: null,
  Profil_Utilisateur: coded('Profil_Utilisateur', 'CU22', '1.2.250.1.213.1.6.1.66'),
  VIHF_Profil: coded('VIHF_Profil', 'profil_referentiel', '1.2.250.1.213.1.1.4.312'),
};

/** Inputs of a request with an assertion that goes to no service that is known: the ROR is none of this bench. */
export function toRor(changes: VihfChanges = {}): RuleInputs {
  const vihf = vihfXml({ ...changes, attributes: { ...rorAttributes, ...changes.attributes } });
  const inputs = dmpEchanges({ body: dmpEnvelope({ vihf, body: '' }) });
  const slice = inputs['echanges']?.toString().replace('/si-dmp-server/v2/services/patients', '/ror') ?? '';
  return { ...inputs, echanges: Buffer.from(slice) };
}
