import type { VerbResult } from '../../contract/index.ts';
import { instantText } from '../dates.ts';
import type { DefectSet } from '../defects.ts';
import type { ReceivedDocument } from '../documents/document.ts';
import { type CdaDocument, readCda } from '../mail/cda-reader.ts';
import { defaultStyleSheet, ownStyleSheet } from '../mail/style-sheet.ts';
import { readXml } from '../mail/xml-node.ts';
import { transform } from './xslt.ts';

/** What is shown of a document that came from outside. */
export type Viewed = Omit<VerbResult<'lireDocumentIntegre'>, 'bandeau'> & {
  /** Page of the body as its style sheet writes it; empty when the body is a file. */
  html: string;
  /** The file that the body holds; null when it holds none. */
  pdf: Buffer | null;
  /** What the user has to know of the way in which it shows. */
  alertes: string[];
};

const unreadable: Omit<Viewed, 'titre' | 'type' | 'date'> = {
  patient: '',
  auteur: '',
  feuilleDeStyle: null,
  corps: '',
  fichier: '',
  html: '',
  pdf: null,
  alertes: ['Ce document n’est pas un CDA que le logiciel sait lire : son fichier reste au dossier.'],
};

/** Shows documents that came from outside: header, body of level 1, narrative of level 3 (CDA/VISU.01, CDA/INT.15). */
export class Viewer {
  readonly #planted: DefectSet;

  constructor(planted: DefectSet) {
    this.#planted = planted;
  }

  async view(document: ReceivedDocument): Promise<Viewed> {
    const { titre, type, date, fichier } = document;
    const cda = await readCda(fichier.contenu);
    if (cda === null) return { ...unreadable, titre, type, date: instantText(date) };
    const header = this.#header(document, cda);
    const body = await bodyOf(fichier.contenu);
    if (body === null) return { ...header, ...this.#formatted(document) };
    return { ...header, ...this.#fileShown(body, cda.title || titre) };
  }

  #header(
    { titre, type, date }: ReceivedDocument,
    cda: CdaDocument,
  ): Pick<Viewed, 'titre' | 'type' | 'date' | 'patient' | 'auteur'> {
    const hidden = this.#planted.has('visu-en-tete-absent');
    const { patient } = cda;
    return {
      titre: cda.title || titre,
      type: cda.type || type,
      date: instantText(cda.at ?? date),
      patient: hidden ? '' : `${patient.nomNaissance} ${patient.prenom}`.trim(),
      auteur: hidden ? '' : cda.author,
    };
  }

  /** A body of level 1: a text is shown, a PDF beside its header. */
  #fileShown(
    { mediaType, bytes }: Body,
    title: string,
  ): Omit<Viewed, 'titre' | 'type' | 'date' | 'patient' | 'auteur'> {
    const none = { feuilleDeStyle: null, alertes: [] };
    if (this.#planted.has('visu-corps-n1-absent')) return { ...none, corps: '', fichier: '', html: '', pdf: null };
    if (mediaType === 'text/plain') {
      const texte = bytes.toString('utf8');
      return { ...none, corps: texte, fichier: '', html: `<pre>${escapeHtml(texte)}</pre>`, pdf: null };
    }
    return { ...none, corps: '', fichier: `${title}.pdf`, html: '', pdf: bytes };
  }

  /** A structured body, by the style sheet of its producer, or by the software's own when there is none that serves. */
  #formatted({ fichier, feuille }: ReceivedDocument): Omit<Viewed, 'titre' | 'type' | 'date' | 'patient' | 'auteur'> {
    const text = fichier.contenu.toString('utf8');
    const joined = this.#planted.has('visu-feuille-jointe-ignoree') ? null : (feuille ?? null);
    if (joined !== null) {
      const shown = tried(text, joined.bytes.toString('utf8'));
      if (typeof shown !== 'string') return { ...shown, feuilleDeStyle: joined.name, alertes: [] };
      const reason = `La feuille de style du producteur n’a pas pu servir (${shown}) : celle du logiciel la remplace.`;
      return { ...this.#own(text), alertes: [reason] };
    }
    return { ...this.#own(text), alertes: [] };
  }

  #own(text: string): Omit<Viewed, 'titre' | 'type' | 'date' | 'patient' | 'auteur' | 'alertes'> {
    const shown = tried(text, this.#sheet());
    const none = { corps: '', fichier: '', html: '', pdf: null };
    return { ...(typeof shown === 'string' ? none : shown), feuilleDeStyle: defaultStyleSheet };
  }

  #sheet(): string {
    if (this.#planted.has('visu-narratif-absent'))
      return ownStyleSheet.replace('<xsl:apply-templates select="c:text/node()"/>', '');
    // The chapter of a report of biology, and what it has below, are all that a sheet made for it alone knows.
    return this.#planted.has('visu-sections-prevues-seules')
      ? ownStyleSheet.replaceAll(
          'c:structuredBody/c:component/c:section',
          "c:structuredBody/c:component/c:section[c:templateId/@root='1.3.6.1.4.1.19376.1.3.3.2.1']",
        )
      : ownStyleSheet;
  }
}

interface Body {
  mediaType: string;
  bytes: Buffer;
}

/** What a body of level 1 holds; null for a structured one. */
async function bodyOf(bytes: Buffer): Promise<Body | null> {
  const text = (await readXml(bytes))?.at('component', 'nonXMLBody', 'text');
  if (text === undefined) return null;
  const encoded = text.attribute('representation') === 'B64';
  return { mediaType: text.attribute('mediaType'), bytes: Buffer.from(text.text, encoded ? 'base64' : 'utf8') };
}

/** The page that a sheet writes, or why it writes none. */
function tried(document: string, sheet: string): Pick<Viewed, 'corps' | 'fichier' | 'html' | 'pdf'> | string {
  try {
    const { html, words } = transform(document, sheet);
    return { corps: words, fichier: '', html, pdf: null };
  } catch (thrown) {
    // Whatever a sheet from outside does wrong, the document still shows, and the user is told.
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
