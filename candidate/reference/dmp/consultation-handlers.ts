import type { VerbResult } from '../../contract/index.ts';
import type { Cabinet } from '../cabinet.ts';
import type { Act } from '../journals.ts';
import { statusLabels, type User } from '../model.ts';
import type { Handlers } from '../module.ts';
import type { DmpView } from './consultation-service.ts';
import { criteriaOf } from './messages.ts';
import type { DmpParts } from './parts.ts';
import { requestLabels } from './requests.ts';
import { dmpInformation, dmpLines } from './screen.ts';
import { visibilityFree } from './visibility.ts';

/** What the adapter answers about the consultation of the DMP. */
export function consultationHandlers(cabinet: Cabinet, parts: DmpParts): Handlers {
  return {
    ...listHandlers(cabinet, parts),
    ...choiceHandlers(cabinet, parts),
    ...openingHandlers(cabinet, parts),
    ...requestHandlers(cabinet, parts),
  };
}

function listHandlers(cabinet: Cabinet, { consultation, integration }: DmpParts): Handlers {
  const act = actOf(cabinet);
  const list = (dossier: string, user: User, view: DmpView): VerbResult<'consulterDmp'> => {
    const { messages, etat, autorisation, entries } = view;
    return {
      bandeau: cabinet.views.banner(cabinet.patient(dossier)),
      messages,
      etat,
      autorisation,
      information: dmpInformation(user, cabinet.planted),
      documents: dmpLines(entries, cabinet.planted),
    };
  };
  return {
    consulterDmp: async ({ dossier }, user) => list(dossier, user, await consultation.consult(act(dossier, user))),
    filtrerDmp: ({ dossier, ...filters }, user) =>
      list(dossier, user, consultation.filtered(dossier, criteriaOf(filters))),
    chercherDmp: async ({ dossier, ...criteria }, user) =>
      list(dossier, user, await consultation.consult(act(dossier, user), { criteria: criteriaOf(criteria) })),
    integrerDocumentsDmp: async ({ dossier, reperes }, user) => ({
      messages: await integration.integrate(act(dossier, user), reperes),
    }),
    lireDocumentsIntegres: ({ dossier }) => ({
      bandeau: cabinet.views.banner(cabinet.patient(dossier)),
      documents: integration.lines(dossier).map(({ document: _, ...line }) => line),
    }),
  };
}

function choiceHandlers(cabinet: Cabinet, { consents }: DmpParts): Handlers {
  const act = actOf(cabinet);
  return {
    enregistrerConsentementDmp: ({ dossier, choix }, user) => ({
      messages: consents.record(act(dossier, user), choix),
    }),
    lireConsentementDmp: ({ dossier }) => ({
      bandeau: cabinet.views.banner(cabinet.patient(dossier)),
      choix: consents.label(dossier),
      lignes: consents.lines(dossier),
    }),
  };
}

function openingHandlers(cabinet: Cabinet, { opening }: DmpParts): Handlers {
  const act = actOf(cabinet);
  return {
    ouvrirDossier: async ({ dossier }, user) => {
      const { etat, autorisation, nouveautes, mention } = await opening.opened(act(dossier, user));
      const patient = cabinet.patient(dossier);
      const statut = cabinet.planted.has('statut-identite-non-affiche') ? '' : statusLabels[patient.statut];
      return { bandeau: cabinet.views.banner(patient), statut, etatDmp: etat, autorisation, nouveautes, mention };
    },
  };
}

function requestHandlers(cabinet: Cabinet, { requests, consultation, feeding }: DmpParts): Handlers {
  const act = actOf(cabinet);
  return {
    lancerRequeteDmp: async ({ dossier, requete, document }, user) => {
      const asked = act(dossier, user);
      const work =
        requete === 'depot'
          ? () => feeding.deposit(asked, document ?? '', visibilityFree)
          : async () => (await consultation.consult(asked)).messages;
      return { messages: await requests.start(asked, requestLabels[requete], work) };
    },
    lireRequetesDmp: ({ dossier }) => ({
      bandeau: cabinet.views.banner(cabinet.patient(dossier)),
      requetes: requests.of(dossier),
    }),
    attendreRequetesDmp: async ({ dossier }) => ({ messages: await requests.settled(dossier) }),
  };
}

function actOf(cabinet: Cabinet): (dossier: string, user: User) => Act {
  return (dossier, user) => ({ patient: cabinet.patient(dossier), user });
}
