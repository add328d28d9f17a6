import type { DomainExamples, SeenExample } from '../examples/example.ts';
import { configured, servedList } from '../examples/mail-connection.ts';
import { imapCommands, mails, type WireChanges, wire } from '../examples/mails.ts';
import { archiveFile, documentMail, pdfFile, plainMail, rightCda } from '../examples/pieces.ts';
import { type Side, seenExample } from '../examples/seen.ts';

type Deed = { body: string } & WireChanges;

const mailbox = 'medecin@test.mssante.fr';
const patientAddress = '279035121518989@patient.mssante.fr';

/** A mail that a product sends, with changed lines in its head. */
function sent(...changes: Array<readonly [right: string, wrong: string]>): Deed {
  return { body: changes.reduce((text, [right, wrong]) => text.replace(right, wrong), plainMail) };
}

/** The same mail, from a session told line by line. */
function session(...headers: Array<[string, string]>): Deed {
  return { body: plainMail, headers: [['MAIL FROM', `<${mailbox}>`], ...headers] };
}

function toPatient(address: string): Deed {
  return { ...session(['RCPT TO', `<${address}>`]), ...sent(['confrere@test.mssante.fr', address]) };
}

/** A mail of a little more than so many megabytes. */
function weighing(megabytes: number): Deed {
  return { ...toPatient(patientAddress), body: `${plainMail}${`${'a'.repeat(74)}\r\n`.repeat(megabytes * 13_800)}` };
}

function mailExample(sides: { right: Side<Deed>; wrong: Side<Deed> }): SeenExample {
  return seenExample(mails, sides);
}

const related =
  '<relatedDocument typeCode="RPLC"><parentDocument><id root="2.25.1"/></parentDocument></relatedDocument><componentOf>';

/** The mail of a second version of a document. */
async function newVersion(text: string): Promise<string> {
  const second = rightCda.replace('<componentOf>', related);
  const files = [await archiveFile({ 'IHE_XDM/SUBSET01/DOC0001.XML': second }), pdfFile()];
  return (await documentMail(files)).replace('votre avis ?', text);
}

const contact = 'secretariat@test.mssante.fr';
const automatic = `Ce message a été généré automatiquement. Contact : ${contact}`;
const replyTo = ['X-MSS-NIL', `Reply-To: <${contact}>\r\nX-MSS-NIL`] as const;
const thread = [
  'X-MSS-NIL',
  'In-Reply-To: <b@test.mssante.fr>\r\nReferences: <a@test.mssante.fr> <b@test.mssante.fr>\r\nX-MSS-NIL',
] as const;
const unthreaded = ['X-MSS-NIL', 'In-Reply-To: <b@test.mssante.fr>\r\nX-MSS-NIL'] as const;

const clear = { method: 'SESSION', path: 'psc', tls: null };

export const examples: DomainExamples = {
  'mss.objet': { file: 'courriel', right: 'Subject: XDM/1.0/DDM+', wrong: 'Subject: XDM ' },
  'mss.pieces': { file: 'courriel', right: 'IHE_XDM.ZIP', wrong: 'DOCUMENTS.ZIP' },
  'mss.corps': { file: 'courriel', right: 'charset=UTF-8', wrong: 'charset=ISO-8859-1' },
  'mss.message-id': { file: 'courriel', right: 'Message-ID: <1c0e@test.mssante.fr>', wrong: 'Message-ID: 1c0e' },
  'mss.entetes': { file: 'courriel', right: 'Date: Mon, 02 Mar 2026', wrong: 'Date: lun., 02 mars 2026' },
  'mss.espace-de-confiance': { file: 'courriel', right: 'confrere@test.mssante.fr', wrong: 'confrere@orange.fr' },
  'mss.demande-accuse': {
    file: 'courriel',
    right: 'X-MSS-INS: O',
    wrong: 'X-MSS-INS: O\r\nDisposition-Notification-To: oui',
  },
  'mss.x-mss-codecda': { file: 'courriel', right: 'X-MSS-CODECDA: 11490-0', wrong: 'X-MSS-CODECDA: 34112-3' },
  'mss.x-mss-ins': { file: 'courriel', right: 'X-MSS-INS: O', wrong: 'X-MSS-INS: N' },
  'mss.x-mss-nil': { file: 'courriel', right: 'X-MSS-NIL: 123456', wrong: 'X-MSS-NIL: produit' },
  'mss.x-mss-mes': { file: 'courriel', right: 'X-MSS-INS: O', wrong: 'X-MSS-INS: O\r\nX-MSS-MES: fin' },
  'mss.expediteur': {
    file: 'courriel',
    right: 'From: Dr_Alix_TEMOIN_Cabinet <',
    wrong: 'From: <',
    parameters: { bal: 'PER', nom: 'TEMOIN', prenom: 'Alix' },
  },
  'mss.accuse-integration': { file: 'accuse', right: 'Final-Recipient: rfc822;', wrong: 'Final-Recipient: ' },
  'mss.courriel-erreur': { file: 'erreur', right: 'message_original.eml', wrong: 'original.msg' },
  'mss.avis-remise': { file: 'remise', right: 'Status: 2.0.0', wrong: 'Status: 250' },
  'mss.accuse-lecture': mailExample({
    right: [
      'Disposition-Notification-To porte l’adresse de la boîte',
      sent(['X-MSS-NIL', `Disposition-Notification-To: <${mailbox}>\r\nX-MSS-NIL`]),
    ],
    wrong: [
      'seul Return-Receipt-To est posé : il demande un accusé de réception',
      sent(['X-MSS-NIL', `Return-Receipt-To: <${mailbox}>\r\nX-MSS-NIL`]),
    ],
  }),
  'mss.accuse-reception': mailExample({
    right: [
      'Return-Receipt-To porte l’adresse de la boîte',
      sent(['X-MSS-NIL', `Return-Receipt-To: <${mailbox}>\r\nX-MSS-NIL`]),
    ],
    wrong: [
      'l’accusé n’est demandé que dans RCPT TO, par NOTIFY=SUCCESS',
      session(['RCPT TO', '<confrere@test.mssante.fr> NOTIFY=SUCCESS']),
    ],
  }),
  'mss.adresse-usager': {
    ...mailExample({
      right: ['le courriel va au matricule du patient et à sa clé', toPatient(patientAddress)],
      wrong: ['le matricule est sans sa clé', toPatient('2790351215189@patient.mssante.fr')],
    }),
    parameters: { matricule: '279035121518989' },
  },
  'mss.annule-remplace': {
    seen: {
      right: 'la seconde version d’une lettre part avec « annule et remplace » dans le corps et RPLC dans le CDA',
      wrong: 'elle part avec RPLC dans le CDA, et rien pour le lecteur',
    },
    inputs: async (side) =>
      mails(await newVersion(side === 'right' ? 'ce document annule et remplace le précédent.' : 'voici la lettre.')),
  },
  'mss.aucun-envoi': mailExample({
    right: ['le patient a refusé : aucun courriel ne part'],
    wrong: ['le patient a refusé : le courriel part tout de même', sent()],
  }),
  'mss.authentification': {
    ...mailExample({
      right: ['AUTH XOAUTH2, user= donnant l’adresse de la boîte', session(['AUTH', 'XOAUTH2'], ['USER', mailbox])],
      wrong: ['AUTH PLAIN sur l’interface des boîtes PER et ORG', session(['AUTH', 'PLAIN'], ['USER', mailbox])],
    }),
    parameters: { mecanisme: 'XOAUTH2', adresse: mailbox },
  },
  'mss.bal-app': mailExample({
    right: ['Reply-To, et la mention avec la même adresse', sent(replyTo, ['votre avis ?', automatic])],
    wrong: [
      'la mention, mais aucun Reply-To : la réponse irait à la boîte applicative',
      sent(['votre avis ?', automatic]),
    ],
  }),
  'mss.destinataires': {
    ...mailExample({
      right: ['un courriel au correspondant', sent()],
      wrong: [
        'une copie cachée part à une autre boîte',
        session(['RCPT TO', '<confrere@test.mssante.fr>'], ['RCPT TO', '<archive@test.mssante.fr>']),
      ],
    }),
    parameters: { destinataires: ['confrere@test.mssante.fr'] },
  },
  'mss.texte': {
    ...mailExample({
      right: ['le message type part aux destinataires du document supprimé', sent(['votre avis ?', 'a été supprimé.'])],
      wrong: ['le courriel ne dit rien de la suppression', sent()],
    }),
    parameters: { textes: ['a été supprimé'] },
  },
  'mss.nombre-envois': {
    ...mailExample({
      right: ['un courriel est accepté (250)', sent()],
      wrong: ['le même courriel est envoyé deux fois', sent(), sent()],
    }),
    parameters: { nombre: 1 },
  },
  'mss.reponse': {
    ...mailExample({
      right: ['In-Reply-To désigne le courriel reçu, References reprend son fil puis lui', sent(thread)],
      wrong: ['In-Reply-To seul : la conversation n’est plus tenue', sent(unthreaded)],
    }),
    parameters: { messageId: '<b@test.mssante.fr>', references: ['<a@test.mssante.fr>'] },
  },
  'mss.releve': seenExample(imapCommands, {
    right: ['AUTHENTICATE XOAUTH2 après STARTTLS', { auth: 'XOAUTH2' }],
    wrong: ['LOGIN, adresse et mot de passe', { method: 'LOGIN', auth: 'LOGIN' }],
  }),
  'mss.starttls': seenExample(wire, {
    right: [
      'le serveur refuse STARTTLS : le produit rompt',
      { ...clear, body: 'EHLO cabinet\r\nSTARTTLS\r\nQUIT\r\n' },
    ],
    wrong: [
      'le serveur refuse STARTTLS : le produit continue en clair',
      { ...clear, body: `EHLO cabinet\r\nSTARTTLS\r\nMAIL FROM:<${mailbox}>\r\n` },
    ],
  }),
  'mss.session-fermee': seenExample(imapCommands, {
    right: [
      'le jeton de rafraîchissement est refusé : le produit envoie LOGOUT',
      { method: 'IDLE' },
      { method: 'LOGOUT' },
    ],
    wrong: ['le jeton de rafraîchissement est refusé : la session reste en attente (IDLE)', { method: 'IDLE' }],
  }),
  'mss.autoconfiguration': seenExample(configured, {
    right: ['le produit demande config-v1.1.xml, et montre les serveurs publiés', {}],
    wrong: ['le produit garde le port 25, que l’opérateur ne publie pas', { smtp: 'smtp.test.mssante.fr:25' }],
  }),
  'mss.crl-gardee': {
    ...seenExample(servedList, {
      right: ['la liste servie vaut jusqu’au 9 mars : le produit la montre gardée jusque-là', {}],
      wrong: ['le produit montre une liste d’une autre date', { fin: '03/03/2026 11:00' }],
    }),
    parameters: { montree: true },
  },
  'mss.taille': mailExample({
    right: ['un courriel de 5 Mo à un usager', weighing(5)],
    wrong: ['un courriel de 26 Mo à un usager', weighing(26)],
  }),
};
