import type { VerbArgs } from '../contract/index.ts';

/** Name of a setting. */
export type SettingName = VerbArgs<'regler'>['reglage'];

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
  serveur_messagerie: '',
};

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
