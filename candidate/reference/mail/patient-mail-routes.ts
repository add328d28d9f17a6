import type { Cabinet } from '../cabinet.ts';
import { type Reply, readForm, seeOther } from '../http.ts';
import type { PatientRequest, PatientRoute } from '../patient-routes.ts';
import { addressesOf, balOf } from './mail-routes.ts';
import type { MailService } from './mail-service.ts';
import { patientAddress } from './patient-address.ts';
import { exchangesContent, sendContent } from './screens/patient-screens.ts';

/** Screens of the mail in a patient's file: what left, what may leave. */
export function patientMailRoutes(cabinet: Cabinet, mail: MailService): Record<string, PatientRoute> {
  return {
    'GET /echanges': ({ act, show }) =>
      show({ title: 'Échanges', tab: 'echanges', content: exchangesContent(mail.views.exchanges(act.patient)) }),
    'GET /envoyer': ({ act: { patient }, show }) => {
      const documents = cabinet.documents
        .of(patient.id)
        .filter(({ etat }) => etat !== 'supprimé')
        .reverse();
      const address = patientAddress(patient, cabinet.planted);
      const refused = (canal: 'mss_patient' | 'mss_pro' | 'dmp'): boolean => cabinet.refusals.has(patient.id, canal);
      return show({
        title: 'Envoyer',
        tab: 'envoyer',
        content: sendContent({ dossier: patient.id, documents, address, refused }),
      });
    },
    'POST /envoyer': async (asked) => {
      const form = await readForm(asked.request);
      const to = { bal: balOf(form), recipients: addressesOf(form.get('destinataires') ?? '') };
      return back(asked, await mail.outbox.document(asked.act, form.get('document') ?? '', to));
    },
    'POST /ecrire': async (asked) => {
      const form = await readForm(asked.request);
      const { messages } = await mail.outbox.toPatient(asked.act, {
        document: form.get('document') || null,
        texte: (form.get('texte') ?? '').replaceAll('\r\n', '\n'),
        finEchange: form.has('finEchange'),
        bal: 'PER',
      });
      return back(asked, messages);
    },
    'POST /prevenir': async (asked) => {
      const document = (await readForm(asked.request)).get('document') ?? '';
      return back(asked, await mail.reports.warn(asked.act, document));
    },
    'POST /refus': async (asked) => {
      const form = await readForm(asked.request);
      const canal = form.get('canal');
      const known = canal === 'mss_pro' || canal === 'dmp' ? canal : 'mss_patient';
      return back(asked, mail.refuse(asked.act, known, form.get('refus') === 'oui'));
    },
  };
}

function back({ session, act }: PatientRequest, messages: string[]): Reply {
  session.messages = messages;
  return seeOther(`/patients/${act.patient.id}/envoyer`);
}
