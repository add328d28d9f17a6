import type { Cabinet } from '../cabinet.ts';
import type { MedicalDocument } from '../documents/document.ts';
import { frenchDay } from '../documents/instants.ts';
import { kinds } from '../documents/kinds.ts';
import type { Patient } from '../model.ts';
import type { Conveyed, JoinedFile } from './message-writer.ts';

/** What goes in the message that conveys a document. */
export interface DocumentParts {
  subject: string;
  text: string;
  files: JoinedFile[];
  conveyed: Conveyed;
}

/** Writes what a message that conveys a document holds: IHE_XDM archive, PDF/A-1, subject (ECO 2.1.1, 2.1.3). */
export class DocumentMail {
  readonly #cabinet: Cabinet;

  constructor(cabinet: Cabinet) {
    this.#cabinet = cabinet;
  }

  async parts(document: MedicalDocument, patient: Patient, text: string): Promise<DocumentParts> {
    return {
      subject: this.#subject(document, patient),
      text: this.#text(document, text),
      files: await this.#files(document, patient),
      conveyed: { codes: [kinds[document.type].type.code], qualified: patient.statut === 'QUAL' },
    };
  }

  /** `XDM/1.0/DDM+<libellé> <NOM> <prénom> <jj/mm/aaaa>`: operators route on it (ECO 2.1.3). */
  #subject(document: MedicalDocument, { traits }: Patient): string {
    const { planted } = this.#cabinet;
    const prefix = planted.has('objet-prefixe-faux') ? 'XDM/1.0/DDM ' : 'XDM/1.0/DDM+';
    const birth = traits.dateNaissance ?? '';
    const words = [
      planted.has('objet-sans-libelle') ? '' : kinds[document.type].label,
      planted.has('objet-sans-nom') ? '' : (traits.nomNaissance ?? '').toUpperCase(),
      planted.has('objet-sans-prenom') ? '' : (traits.prenom ?? ''),
      planted.has('objet-date-iso') ? birth : birth.split('-').reverse().join('/'),
    ];
    return `${planted.has('objet-prefixe-absent') ? '' : prefix}${words.filter((word) => word !== '').join(' ')}`;
  }

  /** A new version says that it cancels the former one (MSS va1.02). */
  #text(document: MedicalDocument, text: string): string {
    const replaced = this.#cabinet.documents.replacedBy(document);
    if (replaced === undefined || this.#cabinet.planted.has('annule-et-remplace-absent')) return text;
    const mention = `Annule et remplace la version ${replaced.version} du ${frenchDay(replaced.valideLe ?? replaced.date)}.`;
    return `${mention}\r\n\r\n${text}`;
  }

  async #files(document: MedicalDocument, patient: Patient): Promise<JoinedFile[]> {
    const { files, planted } = this.#cabinet;
    const archive = {
      filename: planted.has('mail-archive-mal-nommee') ? 'DOCUMENTS.ZIP' : 'IHE_XDM.ZIP',
      contentType: 'application/zip',
      content: await files.xdmOf(document, patient),
    };
    const shown = planted.has('mail-pdf-autre-document') ? { ...document, texte: 'Autre document.' } : document;
    const pdf = {
      filename: planted.has('mail-pdf-mal-nomme') ? 'document.pdf' : files.pdfName(document, patient),
      contentType: 'application/pdf',
      content: await files.pdfOf(shown, patient),
    };
    return [
      ...(planted.has('mail-sans-archive') ? [] : [archive]),
      ...(planted.has('mail-sans-pdf') ? [] : [pdf]),
      ...(await this.#other(document, patient)),
    ];
  }

  /** What a careless product does: a second patient in the same message (ECO 2.1.1 forbids it). */
  async #other(document: MedicalDocument, patient: Patient): Promise<JoinedFile[]> {
    if (!this.#cabinet.planted.has('mail-deux-patients')) return [];
    const traits = { ...patient.traits, nomNaissance: 'SECOND', prenom: 'PATIENT' };
    const second = { ...patient, traits, matricule: '299010000000185', oid: '1.2.250.1.213.1.4.10' };
    const content = await this.#cabinet.files.xdmOf(document, second);
    return [{ filename: 'IHE_XDM.ZIP', contentType: 'application/zip', content }];
  }
}
