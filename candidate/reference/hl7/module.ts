import type { VerbResult } from '../../contract/index.ts';
import type { Cabinet } from '../cabinet.ts';
import { instantText } from '../dates.ts';
import type { Act } from '../journals.ts';
import type { Module } from '../module.ts';
import type { Hl7Line } from './hl7-service.ts';
import { fileExchanges, platformJournal } from './screen.ts';

/** HL7 v2: identities told to the systems around and taken in from them, and the journal of messages. */
export function hl7Module(cabinet: Cabinet): Module {
  const { hl7, views } = cabinet;
  const tell = async (act: Act): Promise<string[]> => {
    const silent = cabinet.planted.has('hl7-transmission-sans-envoi');
    const { acquittement } = silent ? { acquittement: 'AA' } : await hl7.tell(act.patient);
    cabinet.journals.access(act, 'Transmission de l’identité en HL7 v2', acquittement);
    return [
      acquittement === 'AA'
        ? 'Identité transmise aux systèmes raccordés.'
        : `Transmission de l’identité : ${acquittement}.`,
    ];
  };
  return {
    handlers: {
      transmettreIdentite: async ({ dossier }, user) => ({
        messages: await tell({ patient: cabinet.patient(dossier), user }),
      }),
      lireEchangesHl7: ({ dossier }) => ({
        bandeau: views.banner(cabinet.patient(dossier)),
        lignes: hl7.of(dossier).map(shownLine),
      }),
    },
    tabs: [{ tab: 'hl7', path: '/hl7', label: 'Échanges HL7' }],
    menu: [{ path: '/hl7', label: 'Échanges HL7' }],
    patientRoutes: fileExchanges({ lines: (dossier) => hl7.of(dossier).map(shownLine), tell }),
    routes: {
      'GET /hl7': ({ show }) =>
        show({ title: 'Échanges HL7', content: platformJournal(hl7.all().map(shownLine), hl7.connected) }),
    },
  };
}

function shownLine(line: Hl7Line): VerbResult<'lireEchangesHl7'>['lignes'][number] {
  const { at, sens, type, identifiant, acquittement } = line;
  return { date: instantText(at), sens, type, identifiant, acquittement };
}
