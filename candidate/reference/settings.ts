import type { VerbArgs } from '../contract/index.ts';

/** Name of a setting. */
export type SettingName = VerbArgs<'regler'>['reglage'];

/** Labels of the settings, as the screen shows them. */
export const settingLabels: Record<SettingName, string> = {
  mentions_rgpd: 'Mention d’information du patient (bas des documents)',
  adresse_retour: 'Adresse de retour des messages automatiques',
  envoi_automatique_patient: 'Envoi automatique au patient à la validation (oui ou non)',
  periodicite_annuaire: 'Chargement de l’Annuaire Santé, tous les (jours)',
  justificatifs_forts: 'Justificatifs à haut degré de confiance (CN, PA, CS)',
  validation_automatique: 'Validation automatique de l’identité sur justificatif fort (oui ou non)',
  champs_ecran: 'Champs facultatifs du bandeau (nomUtilise, prenomUtilise, telephone)',
  traits_edition: 'Traits ajoutés aux éditions (nomUtilise, prenomUtilise, telephone)',
  rappel_synthese: 'Rappel de mise à jour du volet de synthèse, après (mois)',
};

const initial: Record<SettingName, string> = {
  mentions_rgpd: 'Vos données sont traitées par le Cabinet Témoin pour votre suivi médical.',
  adresse_retour: '',
  envoi_automatique_patient: 'non',
  periodicite_annuaire: '7',
  justificatifs_forts: 'CN,PA,CS',
  validation_automatique: 'non',
  champs_ecran: '',
  traits_edition: '',
  rappel_synthese: '12',
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
