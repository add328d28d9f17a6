import type { Cabinet } from '../cabinet.ts';
import { CabinetError } from '../cabinet-error.ts';
import { type Reply, readForm, seeOther } from '../http.ts';
import type { Act } from '../journals.ts';
import type { User } from '../model.ts';
import type { Handlers, Module } from '../module.ts';
import type { PatientRequest, PatientRoute } from '../patient-routes.ts';
import type { DocumentKind } from './document.ts';
import type { Forme, ProducedFile } from './document-files.ts';
import type { Written } from './document-service.ts';
import { displayed, documentLines, orderOf } from './document-views.ts';
import { kinds, kindsOf } from './kinds.ts';
import { recipientsContent, recipientsOf } from './recipients-screen.ts';
import { documentsContent, replacementContent } from './screen.ts';

/** Documents of Cabinet Témoin: their list, their versions, their files. */
export function documentsModule(cabinet: Cabinet): Module {
  return {
    handlers: handlersOf(cabinet),
    patientRoutes: routesOf(cabinet),
    tabs: [{ tab: 'documents', path: '/documents', label: 'Documents' }],
  };
}

function handlersOf(cabinet: Cabinet): Handlers {
  const { documents, planted, views } = cabinet;
  const act = (dossier: string, user: User): Act => ({ patient: cabinet.patient(dossier), user });
  const answer = ({ document, messages }: Written) => ({ document: document?.id ?? null, messages });
  return {
    creerDocument: ({ dossier, ...draft }, user) => answer(documents.create(act(dossier, user), draft)),
    designerDestinataires: ({ dossier, document, destinataires }, user) => ({
      messages: documents.address(act(dossier, user), document, destinataires),
    }),
    validerDocument: async ({ dossier, document }, user) => ({
      messages: await documents.validate(act(dossier, user), document),
    }),
    remplacerDocument: ({ dossier, document, texte }, user) =>
      answer(documents.replace(act(dossier, user), document, { texte })),
    supprimerDocument: ({ dossier, document }, user) => ({
      messages: documents.remove(act(dossier, user), document),
    }),
    exporterDocument: async ({ dossier, document, forme }, user) => {
      const file = await fileOf(cabinet, act(dossier, user), { document, forme });
      return { nom: file.nom, typeMime: file.typeMime, contenu: file.contenu.toString('base64') };
    },
    lireDocuments: ({ dossier, tri }) => ({
      bandeau: views.banner(cabinet.patient(dossier)),
      lignes: documentLines(documents, dossier, orderOf(tri, planted)).map((line) => displayed(line, planted)),
    }),
  };
}

function routesOf(cabinet: Cabinet): Record<string, PatientRoute> {
  const { documents, planted } = cabinet;
  return {
    'GET /documents': ({ act, url, show }) => {
      const dossier = act.patient.id;
      const order = orderOf(url.searchParams.get('tri') === 'type' ? 'type' : 'date', planted);
      const lines = documentLines(documents, dossier, order);
      const content = documentsContent({ dossier, lines, offered: kindsOf(cabinet.couloir), planted });
      return show({ title: 'Documents', tab: 'documents', content });
    },
    'POST /documents': async (asked) => {
      const form = await readForm(asked.request);
      const draft = { type: kindOf(form.get('type')), titre: form.get('titre') ?? '', texte: textOf(form) };
      return written(asked, documents.create(asked.act, draft));
    },
    'POST /documents/valider': async (asked) => back(asked, await documents.validate(asked.act, await chosen(asked))),
    'POST /documents/supprimer': async (asked) => back(asked, documents.remove(asked.act, await chosen(asked))),
    'GET /documents/destinataires': ({ act, url, show }) => {
      const document = documents.document(act.patient.id, url.searchParams.get('document') ?? '');
      return show({ title: 'Destinataires', tab: 'documents', content: recipientsContent(document) });
    },
    'POST /documents/destinataires': async (asked) => {
      const form = await readForm(asked.request);
      return back(asked, documents.address(asked.act, form.get('document') ?? '', recipientsOf(form)));
    },
    'GET /documents/version': ({ act, url, show }) => {
      const document = documents.document(act.patient.id, url.searchParams.get('document') ?? '');
      return show({ title: 'Nouvelle version', tab: 'documents', content: replacementContent(document) });
    },
    'POST /documents/remplacer': async (asked) => {
      const form = await readForm(asked.request);
      return written(asked, documents.replace(asked.act, form.get('document') ?? '', { texte: textOf(form) }));
    },
    'GET /documents/fichier': async ({ act, url }) => {
      const forme = formeOf(url.searchParams.get('forme'));
      return attachment(await fileOf(cabinet, act, { document: url.searchParams.get('document') ?? '', forme }));
    },
  };
}

/** A file as the browser saves it, under its own name. */
export function attachment({ nom, typeMime, contenu }: ProducedFile): Reply {
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(nom)}`;
  return { status: 200, headers: { 'Content-Type': typeMime, 'Content-Disposition': disposition }, body: contenu };
}

async function fileOf(
  { documents, files, journals }: Cabinet,
  act: Act,
  { document: id, forme }: { document: string; forme: Forme },
): Promise<ProducedFile> {
  const received = documents.received(act.patient.id, id);
  if (received !== undefined) return received.fichier;
  const document = documents.document(act.patient.id, id);
  const file = await files.export(document, act.patient, forme);
  journals.access(act, 'Export d’un document', file.nom);
  return file;
}

function written(asked: PatientRequest, { document, messages }: Written): Reply {
  return back(asked, messages, document === null ? '' : `?document=${document.id}`);
}

function back({ session, act }: PatientRequest, messages: string[], query = ''): Reply {
  session.messages = messages;
  return seeOther(`/patients/${act.patient.id}/documents${query}`);
}

async function chosen({ request }: PatientRequest): Promise<string> {
  return (await readForm(request)).get('document') ?? '';
}

// A browser sends the ends of line of a text area as CR LF.
function textOf(form: URLSearchParams): string {
  return (form.get('texte') ?? '').replaceAll('\r\n', '\n');
}

function kindOf(text: string | null): DocumentKind {
  if (text !== null && Object.hasOwn(kinds, text)) return text as DocumentKind;
  throw new CabinetError('requete_invalide', 'Type de document inconnu.');
}

function formeOf(text: string | null): Forme {
  return text === 'cda' || text === 'cda_n1' || text === 'xdm' ? text : 'pdf';
}
