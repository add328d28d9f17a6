import type { Cabinet } from '../cabinet.ts';
import { readForm, seeOther } from '../http.ts';
import type { Act } from '../journals.ts';
import type { User } from '../model.ts';
import type { Handlers, Module } from '../module.ts';
import type { PatientRoute } from '../patient-routes.ts';
import { DocumentIntake } from './document-intake.ts';
import { type Choice, PfiService } from './pfi-service.ts';
import { pfiContent } from './screen.ts';

/** The platform of interoperability of a hospital: documents given to it and handed over by it. */
export function pfiModule(cabinet: Cabinet): Module {
  const service = new PfiService(cabinet);
  const intake = new DocumentIntake(cabinet);
  cabinet.hl7.onMessage('MDM', async (message) => {
    const taken = await intake.take(message);
    if (taken === null || !('code' in taken)) return taken;
    return { condition: '207', where: 'PID^1^3', application: taken.code, texte: taken.texte };
  });
  return {
    handlers: handlersOf(cabinet, service),
    patientRoutes: routesOf(service),
    tabs: [{ tab: 'pfi', path: '/pfi', label: 'PFI' }],
  };
}

function handlersOf(cabinet: Cabinet, service: PfiService): Handlers {
  const act = (dossier: string, user: User): Act => ({ patient: cabinet.patient(dossier), user });
  return {
    transmettrePfi: async ({ dossier, document, ...choice }, user) => ({
      messages: await service.transmit(act(dossier, user), document, choice),
    }),
    lireTransmissions: ({ dossier }) => ({
      bandeau: cabinet.views.banner(cabinet.patient(dossier)),
      lignes: service.lines(dossier),
    }),
  };
}

function routesOf(service: PfiService): Record<string, PatientRoute> {
  return {
    'GET /pfi': ({ act, show }) => {
      const dossier = act.patient.id;
      const content = pfiContent({ dossier, lines: service.lines(dossier), documents: service.documents(dossier) });
      return show({ title: 'Plateforme d’interopérabilité', tab: 'pfi', content });
    },
    'POST /pfi': async ({ request, session, act }) => {
      const form = await readForm(request);
      session.messages = await service.transmit(act, form.get('document') ?? '', choiceOf(form));
      return seeOther(`/patients/${act.patient.id}/pfi`);
    },
  };
}

function choiceOf(form: URLSearchParams): Choice {
  const chosen = (name: string): boolean => form.get(name) === 'oui';
  const addresses = (form.get('destinataires') ?? '').split(',').map((one) => one.trim());
  return {
    dmp: chosen('dmp'),
    destinataires: addresses.filter((one) => one !== ''),
    patient: chosen('patient'),
    masquePs: chosen('masquePs'),
    invisiblePatient: chosen('invisiblePatient'),
    invisibleRepresentants: chosen('invisibleRepresentants'),
  };
}
