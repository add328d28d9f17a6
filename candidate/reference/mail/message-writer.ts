import { randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
import type { DefectSet } from '../defects.ts';
import type { Bal } from './tls.ts';

/** A file joined to a message. */
export interface JoinedFile {
  filename: string;
  contentType: string;
  content: Buffer;
}

/** What a message conveys when it conveys documents. */
export interface Conveyed {
  /** LOINC codes of the CDA, one a document. */
  codes: readonly string[];
  /** True when the INS in their headers is qualified. */
  qualified: boolean;
}

/** A message to write. */
export interface MessageDraft {
  bal: Bal;
  from: string;
  recipients: readonly string[];
  subject: string;
  text: string;
  /** Also written as HTML, that says the same (ECO 2.2.4). */
  withHtml: boolean;
  /** Message-IDs of the conversation, the answered message last; empty for a new message. */
  references: readonly string[];
  wantsDelivery: boolean;
  wantsReading: boolean;
  /** Keeps the patient from answering (CONF.21). */
  end: boolean;
  /** Where answers go, for a mailbox that nobody reads (ECO 2.2.5). */
  returnAddress: string;
  conveyed: Conveyed | null;
  files: readonly JoinedFile[];
}

/** A message as it leaves. */
export interface WrittenMessage {
  messageId: string;
  raw: Buffer;
}

/** « Référence produit » of the software (CONF.16); it stands for one of Convergence, and is invented. */
export const nil = '990014';

/** Labels of the sender (ECO 2.2.7): `Titre_Prenom_NOM_Entité`, or the entity alone. */
const labels = { PER: 'Dr_Alix_TÉMOIN_Cabinet Témoin', APP: 'Cabinet Témoin', ORG: 'Cabinet Témoin' } as const;

/** Writes messages (RFC 5322, MIME) as the ANS wants them of a client (facts, MSS §2.2 and §4). */
export class MessageWriter {
  readonly #planted: DefectSet;
  readonly #composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

  constructor(planted: DefectSet) {
    this.#planted = planted;
  }

  async write(draft: MessageDraft): Promise<WrittenMessage> {
    const messageId = `<${randomUUID()}@${draft.from.split('@')[1]}>`;
    const text = this.#text(draft);
    const { message } = await this.#composer.sendMail({
      from: { name: this.#label(draft.bal), address: draft.from },
      to: [...draft.recipients],
      subject: draft.subject,
      messageId,
      headers: this.#headers(draft),
      normalizeHeaderKey: asDocumented,
      ...this.#thread(draft),
      ...this.#replyTo(draft),
      alternatives: this.#bodies(draft, text),
      attachments: draft.files.map((file) => ({ ...file, contentDisposition: 'attachment' as const })),
    });
    const raw = message as Buffer;
    return { messageId, raw: this.#planted.has('message-id-mail-absent') ? withoutHeader(raw, 'Message-ID') : raw };
  }

  #label(bal: Bal): string {
    if (this.#planted.has('expediteur-sans-libelle')) return '';
    if (bal === 'PER' && this.#planted.has('expediteur-per-sans-nom')) return 'Dr_Alix_Cabinet Témoin';
    if (bal === 'PER' && this.#planted.has('expediteur-per-sans-prenom')) return 'Dr_TÉMOIN_Cabinet Témoin';
    if (bal === 'APP' && this.#planted.has('expediteur-app-personne')) return 'Dr_Alix_TÉMOIN_Cabinet Témoin';
    return labels[bal];
  }

  #headers(draft: MessageDraft): Record<string, string> {
    const planted = this.#planted;
    const headers: Record<string, string> = {};
    const nilShown = planted.has('nil-non-entier') ? 'CABINET-TEMOIN' : nil;
    if (!this.#forgetsNil(draft)) headers['X-MSS-NIL'] = nilShown;
    Object.assign(headers, this.#conveyedHeaders(draft.conveyed));
    if (draft.end && !planted.has('fin-absent')) headers['X-MSS-MES'] = planted.has('fin-minuscules') ? 'fin' : 'FIN';
    const me = `<${draft.from}>`;
    if (draft.wantsDelivery && !planted.has('accuse-reception-non-demande')) headers['Return-Receipt-To'] = me;
    if (draft.wantsReading && !planted.has('accuse-lecture-non-demande')) {
      headers['Disposition-Notification-To'] = planted.has('accuse-lecture-autre-adresse')
        ? '<autre@test.mssante.fr>'
        : me;
    }
    return headers;
  }

  #forgetsNil({ bal, conveyed }: MessageDraft): boolean {
    const planted = this.#planted;
    if (planted.has('nil-absent')) return true;
    if (bal === 'APP' && planted.has('nil-absent-boite-applicative')) return true;
    return conveyed !== null && planted.has('nil-absent-documents');
  }

  /** CONF.14 and CONF.15: both absent when no CDA goes with the message. */
  #conveyedHeaders(conveyed: Conveyed | null): Record<string, string> {
    const planted = this.#planted;
    if (conveyed === null) return planted.has('codecda-sans-cda') ? { 'X-MSS-CODECDA': '11488-4' } : {};
    const codes = planted.has('codecda-faux') ? conveyed.codes.map(() => '11488-4') : conveyed.codes;
    const qualified = conveyed.qualified || planted.has('ins-entete-toujours-o');
    const ins = qualified !== planted.has('ins-entete-inverse') ? 'O' : 'N';
    return {
      ...(planted.has('codecda-absent') ? {} : { 'X-MSS-CODECDA': codes.join(',') }),
      ...(planted.has('ins-entete-absent') ? {} : { 'X-MSS-INS': ins }),
    };
  }

  /** ECO 2.2.2. */
  #thread({ references }: MessageDraft): { inReplyTo?: string; references?: string[] } {
    const answered = references.at(-1);
    if (answered === undefined) return {};
    const planted = this.#planted;
    const other = planted.has('reponse-references-autres');
    const invented = '<conversation@cabinet-temoin.test>';
    return {
      ...(planted.has('reponse-sans-in-reply-to') ? {} : { inReplyTo: answered }),
      ...(planted.has('reponse-sans-references') ? {} : { references: other ? [invented] : [...references] }),
    };
  }

  #replyTo({ bal, returnAddress, from }: MessageDraft): { replyTo?: string } {
    const planted = this.#planted;
    if (bal !== 'APP' || planted.has('app-sans-reply-to')) return {};
    return { replyTo: planted.has('app-reply-to-elle-meme') ? from : returnAddress };
  }

  #text({ bal, text, returnAddress }: MessageDraft): string {
    if (bal !== 'APP' || this.#planted.has('app-sans-mention')) return text;
    const contact = this.#planted.has('app-mention-sans-contact') ? '' : ` Pour joindre l’émetteur : ${returnAddress}`;
    return `${text}\r\n\r\n-- \r\nCe message a été généré automatiquement.${contact}`;
  }

  /** ECO 2.2.3 and 2.2.4: UTF-8; text alone, or text then HTML that say the same. */
  #bodies({ withHtml }: MessageDraft, text: string): Array<{ contentType: string; content: Buffer }> {
    const plain = this.#planted.has('texte-non-utf8')
      ? { contentType: 'text/plain; charset=iso-8859-1', content: Buffer.from(text.replaceAll('’', "'"), 'latin1') }
      : { contentType: 'text/plain; charset=utf-8', content: Buffer.from(text, 'utf8') };
    const page = this.#planted.has('alternative-differente') ? text.split('\n')[0] : text;
    const html = { contentType: 'text/html; charset=utf-8', content: Buffer.from(asHtml(page ?? ''), 'utf8') };
    if (this.#planted.has('html-seul')) return [html];
    return withHtml || this.#planted.has('alternative-differente') ? [plain, html] : [plain];
  }
}

// Names of headers have no case, but the ANS writes these so; nodemailer would write X-Mss-Nil.
function asDocumented(name: string): string {
  return /^x-mss-/i.test(name) ? name.toUpperCase() : name;
}

function asHtml(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<!DOCTYPE html><html lang="fr"><body><p>${escaped.replaceAll(/\r?\n/g, '<br>\r\n')}</p></body></html>`;
}

function withoutHeader(raw: Buffer, name: string): Buffer {
  const text = raw.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  const head = text.slice(0, end + 2).replace(new RegExp(`^${name}:.*\r\n([ \t].*\r\n)*`, 'im'), '');
  return Buffer.from(head + text.slice(end + 2), 'latin1');
}
