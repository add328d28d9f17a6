import type { Cabinet } from '../cabinet.ts';
import type { Patient, User } from '../model.ts';
import type { Module } from '../module.ts';
import { type SettingName, settingLabels, settingNames } from '../settings.ts';
import { saveSetting, showSettings } from './screen.ts';

/** How the software is set up: its settings, and what hangs on them in every lane. */
export function setupModule(cabinet: Cabinet): Module {
  const { settings, planted, identities } = cabinet;
  const save = (name: SettingName, value: string): string[] => {
    if (!planted.has('reglage-non-enregistre')) settings.set(name, value.trim());
    return [`Réglage enregistré : ${settingLabels[name]}.`];
  };
  return {
    handlers: {
      regler: ({ reglage, valeur }) => ({ messages: save(reglage, valeur) }),
      lireReglage: ({ reglage }) => ({ valeur: settings.get(reglage) }),
      lireBandeau: ({ dossier }, user) => {
        const patient = cabinet.patient(dossier);
        return { bandeau: cabinet.views.banner(patient), champs: bannerFields(cabinet, patient, user) };
      },
      enregistrerJustificatif: ({ dossier, justificatif }, user) => ({
        messages: identities.record({ patient: cabinet.patient(dossier), user }, justificatif),
      }),
    },
    menu: [{ path: '/reglages', label: 'Réglages' }],
    routes: {
      'GET /reglages': showSettings(settings, settingNames(cabinet.couloir)),
      'POST /reglages': saveSetting(save),
    },
  };
}

/** Every field of the banner, as the screens show it. */
function bannerFields(cabinet: Cabinet, patient: Patient, user: User): Array<{ champ: string; valeur: string }> {
  const { nomNaissance, prenom, nomUtilise, sexe, dateNaissance, lieuNaissance } = patient.traits;
  const ins = cabinet.views.seesIns(user) ? { matricule: patient.matricule, oid: patient.oid } : {};
  const shown = { nomNaissance, prenom, nomUtilise, sexe, dateNaissance, lieuNaissance, ...ins };
  const chosen = cabinet.chosenFields(patient).map(({ champ, valeur }) => [champ, valeur] as const);
  return [...Object.entries(shown), ...chosen].flatMap(([champ, valeur]) => (valeur ? [{ champ, valeur }] : []));
}
