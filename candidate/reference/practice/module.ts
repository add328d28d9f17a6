import type { Cabinet } from '../cabinet.ts';
import type { Patient, User } from '../model.ts';
import type { Handlers, Module } from '../module.ts';
import { type SettingName, settingLabels } from '../settings.ts';
import { saveSetting, showSettings } from './settings-screen.ts';

/** The practice itself: its settings. */
export function practiceModule(cabinet: Cabinet): Module {
  const { settings } = cabinet;
  const save = (name: SettingName, value: string): string[] => {
    settings.set(name, value.trim());
    return [`Réglage enregistré : ${settingLabels[name]}.`];
  };
  return {
    handlers: handlersOf(cabinet, save),
    menu: [{ path: '/reglages', label: 'Réglages' }],
    routes: {
      'GET /reglages': showSettings(settings),
      'POST /reglages': saveSetting(save),
    },
  };
}

function handlersOf(cabinet: Cabinet, save: (name: SettingName, value: string) => string[]): Handlers {
  return {
    regler: ({ reglage, valeur }) => ({ messages: save(reglage, valeur) }),
    lireReglage: ({ reglage }) => ({ valeur: cabinet.settings.get(reglage) }),
    lireBandeau: ({ dossier }, user) => {
      const patient = cabinet.patient(dossier);
      return { bandeau: cabinet.views.banner(patient), champs: bannerFields(cabinet, patient, user) };
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
