import type { VerbArgs } from '../contract/index.ts';

/** Name of a setting. */
export type SettingName = VerbArgs<'regler'>['reglage'];

/** Labels of the settings, as the screen shows them. */
export const settingLabels: Record<SettingName, string> = {
  mentions_rgpd: 'Mention d’information du patient (bas des documents)',
  adresse_retour: 'Adresse de retour des messages automatiques',
  envoi_automatique_patient: 'Envoi automatique au patient à la validation (oui ou non)',
  integration_automatique: 'Intégration automatique des documents reçus à INS qualifiée concordante (oui ou non)',
  periodicite_annuaire: 'Chargement de l’Annuaire Santé, tous les (jours)',
  justificatifs_forts: 'Justificatifs à haut degré de confiance (CN, PA, CS)',
  validation_automatique: 'Validation automatique de l’identité sur justificatif fort (oui ou non)',
  champs_ecran: 'Champs facultatifs du bandeau (nomUtilise, prenomUtilise, telephone)',
  traits_edition: 'Traits ajoutés aux éditions (nomUtilise, prenomUtilise, telephone)',
  rappel_synthese: 'Rappel de mise à jour du volet de synthèse, après (mois)',
  depot_automatique_dmp: 'Dépôt automatique au DMP des comptes rendus validés (oui ou non)',
  envoi_automatique_correspondants: 'Envoi automatique des comptes rendus validés aux correspondants (oui ou non)',
  mention_validation_automatique: 'Mention des examens validés automatiquement',
  mention_accreditation: 'Mention d’accréditation (Cofrac)',
  message_suppression: 'Message aux destinataires d’un compte rendu supprimé',
  types_signales: 'Types de documents du DMP signalés pour la structure (codes ; vide : tous)',
  types_signales_services: 'Types de documents du DMP signalés par service (Service=codes ; …)',
  prechargement_dmp: 'Préchargement des documents du DMP à l’ouverture du dossier (oui ou non)',
  duree_garde_dmp: 'Garde des documents préchargés du DMP (jours)',
  conservation_documents: 'Conservation des documents du dossier, reçus et intégrés (années)',
  vitesse_historique: 'Vitesse maximale de l’alimentation automatique du DMP (transactions par seconde)',
  version_tls: 'Plus haute version de TLS admise avec l’opérateur MSSanté (1.2 ou 1.3)',
  depot_automatique_pfi: 'Dépôt automatique au DMP par la plateforme, à la validation (oui ou non)',
  envoi_automatique_pfi: 'Envoi automatique aux destinataires par la plateforme, à la validation (oui ou non)',
};

const reporting: readonly string[] = ['RAD-RIS', 'BIO-SGL'];
const biology: readonly string[] = ['BIO-SGL'];
const hospital: readonly string[] = ['HOP-DPI'];

/** Lanes of the settings that are not for all. */
const lanes: Partial<Record<SettingName, readonly string[]>> = {
  depot_automatique_dmp: reporting,
  envoi_automatique_correspondants: reporting,
  mention_validation_automatique: biology,
  mention_accreditation: biology,
  message_suppression: reporting,
  depot_automatique_pfi: hospital,
  envoi_automatique_pfi: hospital,
};

/** Names of the settings of a lane, in the order of the screen. */
export function settingNames(couloir: string): SettingName[] {
  return (Object.keys(settingLabels) as SettingName[]).filter((name) => lanes[name]?.includes(couloir) ?? true);
}

const initial: Record<SettingName, string> = {
  mentions_rgpd: 'Vos données sont traitées par le Cabinet Témoin pour votre suivi médical.',
  adresse_retour: '',
  envoi_automatique_patient: 'non',
  integration_automatique: 'non',
  periodicite_annuaire: '7',
  justificatifs_forts: 'CN,PA,CS',
  validation_automatique: 'non',
  champs_ecran: '',
  traits_edition: '',
  rappel_synthese: '12',
  depot_automatique_dmp: 'oui',
  envoi_automatique_correspondants: 'oui',
  mention_validation_automatique: 'Examen validé automatiquement, sous la responsabilité du biologiste médical.',
  mention_accreditation: 'Laboratoire accrédité par le Cofrac, Examens médicaux, n° 8-0000 ; portée sur www.cofrac.fr.',
  message_suppression: 'Un document que nous vous avions adressé a été supprimé. Merci de ne plus en tenir compte :',
  types_signales: '',
  types_signales_services: '',
  prechargement_dmp: 'non',
  duree_garde_dmp: '7',
  conservation_documents: '20',
  vitesse_historique: '10',
  version_tls: '1.2',
  depot_automatique_pfi: 'non',
  envoi_automatique_pfi: 'non',
};

/** True when a setting has that name. */
export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settingLabels, name);
}

/** The settings of the practice. */
export class Settings {
  readonly #values = { ...initial };

  get(name: SettingName): string {
    return this.#values[name];
  }

  set(name: SettingName, value: string): void {
    this.#values[name] = value;
  }
}
