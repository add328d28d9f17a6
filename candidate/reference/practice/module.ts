import type { Cabinet } from '../cabinet.ts';
import type { Handlers, Module } from '../module.ts';
import { reminderRoutes } from './reminders-screen.ts';
import { propose } from './terminologies.ts';
import { terminologyRoutes } from './terminologies-screen.ts';
import { Vaccinations } from './vaccinations.ts';
import { vaccinationRoutes } from './vaccinations-screen.ts';

/** What a general practice does besides: terminologies, vaccinations and reminders. */
export function practiceModule(cabinet: Cabinet): Module {
  const { journals, planted, reminders } = cabinet;
  const vaccinations = new Vaccinations(journals, planted);
  return {
    handlers: handlersOf(cabinet, vaccinations),
    menu: [{ path: '/nomenclatures', label: 'Nomenclatures' }],
    tabs: [
      { tab: 'vaccinations', path: '/vaccinations', label: 'Vaccinations' },
      { tab: 'rappels', path: '/rappels', label: 'Rappels' },
    ],
    patientRoutes: { ...vaccinationRoutes(vaccinations), ...reminderRoutes(reminders) },
    routes: terminologyRoutes(planted),
  };
}

function handlersOf(cabinet: Cabinet, vaccinations: Vaccinations): Handlers {
  const { reminders, views, planted } = cabinet;
  return {
    chercherNomenclature: ({ nomenclature, debut }) => ({
      critere: debut,
      propositions: propose(nomenclature, debut, planted),
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
