import type { IncomingMessage } from 'node:http';
import type { Cabinet } from '../cabinet.ts';
import { CabinetError } from '../cabinet-error.ts';
import { attachment } from '../documents/module.ts';
import { type Reply, readForm, seeOther } from '../http.ts';
import type { Route, SignedInRequest } from '../module.ts';
import { isFaultyServer } from '../services.ts';
import type { MailService } from './mail-service.ts';
import { withoutPrefix } from './mail-views.ts';
import type { ReceivedMail, ReceivedPiece } from './received-mail.ts';
import { composeContent, type Draft } from './screens/compose-screen.ts';
import { receivedDocumentContent } from './screens/document-screen.ts';
import { mailboxContent } from './screens/mailbox-screen.ts';
import { receivedContent, sentContent } from './screens/message-screen.ts';
import { workListContent } from './screens/work-list-screen.ts';
import { formattedDocument, styleSheetOf } from './style-sheet.ts';
import type { Bal } from './tls.ts';
import type { WorkQuery } from './work-list.ts';

/** Screens of the mail and of the work list. */
export function mailRoutes(cabinet: Cabinet, mail: MailService): Record<string, Route> {
  return { ...mailboxRoutes(cabinet, mail), ...workListRoutes(cabinet, mail), ...pscRoutes(mail) };
}

function mailboxRoutes(cabinet: Cabinet, mail: MailService): Record<string, Route> {
  const { inbox, outbox } = mail;
  return {
    'GET /messagerie': ({ show }) => {
      const { services } = cabinet;
      const addresses = services.mail === undefined ? null : { PER: services.mail.bal, APP: services.mail.balApp };
      const unread = mail.workList.unread(inbox.received, {});
      const signedIn = mail.accounts.psc?.signedIn ?? null;
      return show({
        title: 'Messagerie',
        content: mailboxContent({ unread, messages: mail.messages().lignes, addresses, signedIn }),
      });
    },
    'POST /messagerie/releve': async (asked) => {
      const bal = balOf(await readForm(asked.request));
      return back(asked, '/messagerie', await inbox.fetch(asked.session.user, bal));
    },
    'POST /messagerie/test': async (asked) => {
      const server = (await readForm(asked.request)).get('serveur');
      return back(
        asked,
        '/messagerie',
        await outbox.test(asked.session.user, isFaultyServer(server) ? server : 'operateur'),
      );
    },
    'GET /messagerie/nouveau': ({ url, show }) =>
      show({
        title: 'Nouveau message',
        content: composeContent(answerTo(mail, url.searchParams.get('reponse') ?? '')),
      }),
    'POST /messagerie/envoi': (asked) => send(asked, mail),
    'GET /messagerie/message': ({ url, show, session }) => {
      const id = url.searchParams.get('message') ?? '';
      const opened = inbox.find(id);
      if (opened !== undefined) inbox.traceReading(opened, session.user);
      return message(mail, id, show);
    },
    'POST /messagerie/liste': async (asked) => {
      const id = await messageOf(asked.request);
      return back(asked, `/messagerie/message?message=${encodeURIComponent(id)}`, inbox.list(id));
    },
    'POST /messagerie/accuse': async (asked) => {
      const id = await messageOf(asked.request);
      const told = await inbox.acknowledgeById(id, asked.session.user);
      return back(asked, `/messagerie/message?message=${encodeURIComponent(id)}`, told);
    },
  };
}

function workListRoutes(cabinet: Cabinet, mail: MailService): Record<string, Route> {
  const { inbox } = mail;
  return {
    'GET /liste-travail': ({ url, show }) => {
      const query = queryOf(url.searchParams);
      return show({ title: 'Liste de travail', content: workListContent(mail.waiting(query).lignes, query) });
    },
    'GET /liste-travail/document': ({ url, session, show }) => {
      const received = found(mail, url.searchParams.get('message') ?? '');
      const unit = url.searchParams.get('unite') ?? '';
      const shown = mail.open(received.id, session.user, unit === '' ? undefined : unit);
      if (shown === null) throw unknown();
      const units = mail.documents.units(received);
      const content = receivedDocumentContent({ received, shown, match: inbox.match(received), units, unit });
      return show({ title: 'Document reçu', content });
    },
    'GET /liste-travail/rendu': ({ url }) => {
      const sheet = `/liste-travail/feuille?${url.searchParams.toString()}`;
      return formattedDocument(pieceOf(mail, url.searchParams), sheet);
    },
    'GET /liste-travail/feuille': ({ url }) => styleSheetOf(pieceOf(mail, url.searchParams)),
    'GET /liste-travail/piece': ({ url }) => {
      const contenu = pieceOf(mail, url.searchParams).cda.pdf;
      if (contenu === null) throw unknown();
      return attachment({ nom: 'document-recu.pdf', typeMime: 'application/pdf', contenu });
    },
    'POST /liste-travail/retirer': async (asked) =>
      back(asked, '/liste-travail', inbox.unlist(await messageOf(asked.request))),
    'POST /liste-travail/classer': async (asked) => {
      const { dossier, messages } = await inbox.file(await messageOf(asked.request), asked.session.user);
      return back(asked, dossier === null ? '/liste-travail' : `/liste-travail?dossier=${dossier}`, messages);
    },
    'POST /liste-travail/rattacher': async (asked) => {
      const form = await readForm(asked.request);
      const act = { patient: cabinet.patient(form.get('dossier') ?? ''), user: asked.session.user };
      const { messages } = await inbox.attach(found(mail, form.get('message') ?? ''), act);
      return back(asked, '/liste-travail', messages);
    },
  };
}

/** Sign-in by the user's own browser: away to PSC, and back. */
function pscRoutes(mail: MailService): Record<string, Route> {
  const { psc } = mail.accounts;
  return {
    'GET /psc/connexion': async (asked) => {
      if (psc === undefined) return back(asked, '/messagerie', ['Pro Santé Connect n’est pas configuré.']);
      const { host = 'localhost' } = asked.request.headers;
      return tried(asked, async () => seeOther(await psc.authorization(`http://${host}/psc/retour`)));
    },
    'GET /psc/retour': (asked) =>
      tried(asked, async () => {
        await psc?.comeBack(asked.url.searchParams);
        return back(asked, '/messagerie', [`Pro Santé Connect : ${psc?.signedIn ?? 'non connecté'}.`]);
      }),
    'POST /psc/deconnexion': (asked) =>
      tried(asked, async () => {
        await psc?.signOut();
        return back(asked, '/messagerie', ['Session Pro Santé Connect fermée.']);
      }),
  };
}

/** A service that fails is told on the screen of the mail; the rest goes on (ECO 1.2.3). */
async function tried(asked: SignedInRequest, action: () => Promise<Reply>): Promise<Reply> {
  try {
    return await action();
  } catch (thrown) {
    if (thrown instanceof CabinetError) return back(asked, '/messagerie', [thrown.message]);
    throw thrown;
  }
}

async function send(asked: SignedInRequest, mail: MailService): Promise<Reply> {
  const form = await readForm(asked.request);
  const text = (name: string): string => form.get(name) ?? '';
  const messages = await mail.send(asked.session.user, {
    bal: balOf(form),
    destinataires: addressesOf(text('destinataires')),
    objet: text('objet'),
    texte: text('texte').replaceAll('\r\n', '\n'),
    reponseA: text('reponseA') === '' ? null : text('reponseA'),
    accuseReception: form.has('accuseReception'),
    accuseLecture: form.has('accuseLecture'),
  });
  return back(asked, '/messagerie', messages);
}

function answerTo(mail: MailService, id: string): Draft {
  const received = mail.inbox.find(id)?.mail;
  const sent = mail.outbox.sent.find((one) => one.id === id);
  const subject = withoutPrefix(received?.subject ?? sent?.subject ?? '');
  if (received === undefined && sent === undefined) return { to: '', subject: '', answered: '' };
  return {
    to: received?.replyTo ?? sent?.recipients.join(', ') ?? '',
    subject: /^re ?:/i.test(subject) ? subject : `Re: ${subject}`,
    answered: id,
  };
}

function message(mail: MailService, id: string, show: SignedInRequest['show']): Reply {
  const sent = mail.outbox.sent.find((one) => one.id === id);
  if (sent !== undefined) {
    const line = mail.messages().lignes.find((one) => one.message === id);
    return show({ title: 'Message envoyé', content: sentContent(sent, line?.accuse ?? '') });
  }
  const shown = mail.message(id);
  if (shown === null) throw unknown();
  return show({ title: 'Message reçu', content: receivedContent(found(mail, id), shown) });
}

function found(mail: MailService, id: string): ReceivedMail {
  const received = mail.inbox.find(id);
  if (received === undefined) throw unknown();
  return received;
}

function pieceOf(mail: MailService, query: URLSearchParams): ReceivedPiece {
  const { documents } = found(mail, query.get('message') ?? '');
  const piece = documents[Number(query.get('n') ?? 0)];
  if (piece === undefined) throw unknown();
  return piece;
}

function unknown(): CabinetError {
  return new CabinetError('dossier_inconnu', 'Ce message n’existe pas.');
}

function queryOf(query: URLSearchParams): WorkQuery {
  const tri = query.get('tri');
  const known = tri === 'patient' || tri === 'type' || tri === 'date';
  const filters = ['patient', 'type', 'date'].flatMap((name) => {
    const text = query.get(name)?.trim() ?? '';
    return text === '' ? [] : [[name, text] as const];
  });
  return { ...(known ? { tri } : {}), ...Object.fromEntries(filters) };
}

function back({ session }: SignedInRequest, path: string, messages: string[]): Reply {
  session.messages = messages;
  return seeOther(path);
}

async function messageOf(request: IncomingMessage): Promise<string> {
  return (await readForm(request)).get('message') ?? '';
}

/** Mailbox of a posted form. */
export function balOf(form: URLSearchParams): Bal {
  const bal = form.get('bal');
  return bal === 'APP' || bal === 'ORG' ? bal : 'PER';
}

/** Addresses typed on one line. */
export function addressesOf(text: string): string[] {
  return text.split(/[\s,;]+/).filter((address) => address !== '');
}
