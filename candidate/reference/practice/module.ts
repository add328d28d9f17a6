import type { Cabinet } from '../cabinet.ts';
import type { Patient, User } from '../model.ts';
import type { Handlers, Module } from '../module.ts';
import { type SettingName, settingLabels, settingNames } from '../settings.ts';
import { reminderRoutes } from './reminders-screen.ts';
import { saveSetting, showSettings } from './settings-screen.ts';
import { propose } from './terminologies.ts';
import { terminologyRoutes } from './terminologies-screen.ts';
import { Vaccinations } from './vaccinations.ts';
import { vaccinationRoutes } from './vaccinations-screen.ts';

/** The practice itself: its settings, terminologies, vaccinations and reminders. */
export function practiceModule(cabinet: Cabinet): Module {
  const { settings, journals, planted, reminders } = cabinet;
  const vaccinations = new Vaccinations(journals, planted);
  const save = (name: SettingName, value: string): string[] => {
    if (!planted.has('reglage-non-enregistre')) settings.set(name, value.trim());
    return [`Réglage enregistré : ${settingLabels[name]}.`];
  };
  return {
    handlers: { ...settingsOf(cabinet, save), ...patientHandlers(cabinet, vaccinations) },
    menu: [
      { path: '/nomenclatures', label: 'Nomenclatures' },
      { path: '/reglages', label: 'Réglages' },
    ],
    tabs: [
      { tab: 'vaccinations', path: '/vaccinations', label: 'Vaccinations' },
      { tab: 'rappels', path: '/rappels', label: 'Rappels' },
    ],
    patientRoutes: { ...vaccinationRoutes(vaccinations), ...reminderRoutes(reminders) },
    routes: {
      ...terminologyRoutes(planted),
      'GET /reglages': showSettings(settings, settingNames(cabinet.couloir)),
      'POST /reglages': saveSetting(save),
    },
  };
}

function settingsOf(cabinet: Cabinet, save: (name: SettingName, value: string) => string[]): Handlers {
  return {
    regler: ({ reglage, valeur }) => ({ messages: save(reglage, valeur) }),
    lireReglage: ({ reglage }) => ({ valeur: cabinet.settings.get(reglage) }),
    chercherNomenclature: ({ nomenclature, debut }) => ({
      critere: debut,
      propositions: propose(nomenclature, debut, cabinet.planted),
    }),
    lireBandeau: ({ dossier }, user) => {
      const patient = cabinet.patient(dossier);
      return { bandeau: cabinet.views.banner(patient), champs: bannerFields(cabinet, patient, user) };
    },
  };
}

function patientHandlers(cabinet: Cabinet, vaccinations: Vaccinations): Handlers {
  const { identities, reminders, views } = cabinet;
  return {
    enregistrerJustificatif: ({ dossier, justificatif }, user) => ({
      messages: identities.record({ patient: cabinet.patient(dossier), user }, justificatif),
    }),
    enregistrerVaccin: ({ dossier, datamatrix }, user) => ({
      messages: vaccinations.record({ patient: cabinet.patient(dossier), user }, datamatrix),
    }),
    lireVaccinations: ({ dossier }) => ({
      bandeau: views.banner(cabinet.patient(dossier)),
      lignes: vaccinations.of(dossier),
    }),
    modifierRappelSynthese: ({ dossier, mois }) => ({ messages: reminders.choose(cabinet.patient(dossier), mois) }),
    lireAlertesSynthese: ({ dossier }) => {
      const patient = cabinet.patient(dossier);
      return { bandeau: views.banner(patient), messages: reminders.of(patient) };
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
